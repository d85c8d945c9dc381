package dev.graft.platform.http;

import dev.graft.platform.access.NeedsRole;
import dev.graft.platform.access.Role;
import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;

/** Which role a REST method needs: what {@link NeedsRole} says, or what follows from its HTTP method. */
final class NeededRole {
    private static final Set<String> LOOKS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private NeededRole() {}

    static Role of(Class<?> resource, Method method, String httpMethod) {
        return said(method).or(() -> said(resource)).orElseGet(() -> byMethod(httpMethod));
    }

    /** Where nothing is said: reader for those that only look, writer for all others. */
    static Role byMethod(String httpMethod) {
        return LOOKS.contains(httpMethod) ? Role.READER : Role.WRITER;
    }

    private static Optional<Role> said(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(NeedsRole.class)).map(NeedsRole::value);
    }
}
