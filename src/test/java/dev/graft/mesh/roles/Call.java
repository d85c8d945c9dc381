package dev.graft.mesh.roles;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaEnumConstant;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import dev.graft.platform.access.NeedsRole;
import dev.graft.platform.access.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A REST method of a service.
 *
 * @param said the role that the method or its class says; empty: it follows from the HTTP method
 */
record Call(String service, String httpMethod, String path, String javaName, Optional<Role> said) {
    private static final Set<String> HTTP_METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> LOOKS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String REST = "jakarta.ws.rs.";
    private static final String PATH = REST + "Path";

    /** Sorted by path. */
    static List<Call> of(String service, JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getMethods().stream())
                .flatMap(method -> ofMethod(service, method))
                .sorted(Comparator.comparing(Call::path).thenComparing(Call::httpMethod))
                .toList();
    }

    private static Stream<Call> ofMethod(String service, JavaMethod method) {
        JavaClass type = method.getOwner();
        return HTTP_METHODS.stream()
                .filter(name -> method.isAnnotatedWith(REST + name))
                .map(name -> new Call(
                        service,
                        name,
                        joined(pathOf(type), pathOf(method)),
                        method.getFullName(),
                        saidBy(method).or(() -> saidBy(type))));
    }

    private static String pathOf(HasAnnotations<?> element) {
        return annotation(element, PATH)
                .flatMap(path -> path.get("value"))
                .map(Object::toString)
                .orElse("");
    }

    private static Optional<Role> saidBy(HasAnnotations<?> element) {
        return annotation(element, NeedsRole.class.getName())
                .flatMap(needs -> needs.get("value"))
                .map(role -> Role.valueOf(((JavaEnumConstant) role).name()));
    }

    private static Optional<? extends JavaAnnotation<?>> annotation(HasAnnotations<?> element, String name) {
        return element.getAnnotations().stream()
                .filter(annotation -> annotation.getRawType().getName().equals(name))
                .findFirst();
    }

    /** One path without the patterns of its parameters. */
    private static String joined(String first, String second) {
        StringBuilder path = new StringBuilder();
        int depth = 0;
        boolean pattern = false;
        for (char c : ("/" + first + "/" + second).toCharArray()) {
            pattern = c == ':' && depth == 1 || pattern && !(c == '}' && depth == 1);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (!pattern) {
                path.append(c);
            }
        }
        String plain = path.toString().replaceAll("/{2,}", "/");
        return plain.length() > 1 && plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    Role role() {
        return said.orElse(LOOKS.contains(httpMethod) ? Role.READER : Role.WRITER);
    }

    /** Whether it takes something away from others, as far as its method and its name tell. */
    boolean takesAway() {
        String name = javaName.substring(javaName.lastIndexOf('.', javaName.indexOf('(')) + 1);
        return httpMethod.equals("DELETE")
                || !LOOKS.contains(httpMethod) && name.matches("(?i)(delete|remove|rename|collect|purge|drop|clear).*");
    }

    /** As {@code docs/roles.md} has it. */
    String row() {
        return "| " + service + " | `" + httpMethod + " " + path + "` | " + role().word() + " |";
    }
}
