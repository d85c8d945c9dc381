package dev.graft.platform.http;

import dev.graft.platform.access.NeedsRole;
import dev.graft.platform.access.Role;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/**
 * Says in a service's OpenAPI document which role every call needs: as OpenAPI 3.1 has it, the name of the role stands with
 * the scheme in the call's {@code security}. It reads {@link NeedsRole} from the compiled classes, as {@link RoleFilter} does
 * from the loaded ones.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class RolesOfCalls implements OASFilter {
    static final String SCHEME = "token";

    private static final String REST = "jakarta.ws.rs.";
    private static final String PATH = REST + "Path";
    private static final List<PathItem.HttpMethod> METHODS = List.of(
            PathItem.HttpMethod.GET,
            PathItem.HttpMethod.POST,
            PathItem.HttpMethod.PUT,
            PathItem.HttpMethod.PATCH,
            PathItem.HttpMethod.DELETE);

    private final Map<String, Role> roles = new HashMap<>();

    public RolesOfCalls(IndexView index) {
        for (PathItem.HttpMethod http : METHODS) {
            index.getAnnotations(REST + http).stream()
                    .map(AnnotationInstance::target)
                    .filter(target -> target.kind() == AnnotationTarget.Kind.METHOD)
                    .map(AnnotationTarget::asMethod)
                    .forEach(method -> roles.put(http + " " + path(method), role(method, http.name())));
        }
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents()
                .addSecurityScheme(
                        SCHEME,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description(
                                        "A token of the mesh, or of its OIDC issuer. Not needed where the mesh asks"
                                                + " nobody, as on loopback"));
        if (api.getPaths() != null) {
            api.getPaths().getPathItems().forEach(this::addRoles);
        }
    }

    private void addRoles(String path, PathItem item) {
        item.getOperations().forEach((http, operation) -> {
            Role role = roles.get(http + " " + path);
            if (role != null) {
                operation.setSecurity(
                        List.of(OASFactory.createSecurityRequirement().addScheme(SCHEME, role.word())));
            }
        });
    }

    private static Role role(MethodInfo method, String httpMethod) {
        return said(method.declaredAnnotation(NeedsRole.class))
                .or(() -> said(method.declaringClass().declaredAnnotation(NeedsRole.class)))
                .orElseGet(() -> NeededRole.byMethod(httpMethod));
    }

    private static Optional<Role> said(@Nullable AnnotationInstance needs) {
        return Optional.ofNullable(needs).map(each -> Role.valueOf(each.value().asEnum()));
    }

    private static String path(MethodInfo method) {
        return PathTemplate.joined(
                text(method.declaringClass().declaredAnnotation(PATH)), text(method.declaredAnnotation(PATH)));
    }

    private static String text(@Nullable AnnotationInstance path) {
        return Optional.ofNullable(path)
                .map(AnnotationInstance::value)
                .map(AnnotationValue::asString)
                .orElse("");
    }
}
