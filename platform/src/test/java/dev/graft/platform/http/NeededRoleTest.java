package dev.graft.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.platform.access.NeedsRole;
import dev.graft.platform.access.Role;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeededRoleTest {
    static class Plain {
        void plain() {}

        @NeedsRole(Role.ADMIN)
        void marked() {}
    }

    @NeedsRole(Role.PROMOTER)
    static class Marked {
        void plain() {}

        @NeedsRole(Role.READER)
        void marked() {}
    }

    @ParameterizedTest
    @CsvSource({
        "GET, READER",
        "HEAD, READER",
        "OPTIONS, READER",
        "POST, WRITER",
        "PUT, WRITER",
        "DELETE, WRITER",
        "PATCH, WRITER",
        "LINK, WRITER"
    })
    void follows_from_the_http_method(String method, Role expected) {
        assertThat(role(Plain.class, "plain", method)).isEqualTo(expected);
    }

    @Test
    void is_what_the_method_says_then_what_the_class_says() {
        assertThat(role(Plain.class, "marked", "GET")).isEqualTo(Role.ADMIN);
        assertThat(role(Marked.class, "plain", "GET")).isEqualTo(Role.PROMOTER);
        assertThat(role(Marked.class, "marked", "POST")).isEqualTo(Role.READER);
    }

    private static Role role(Class<?> resource, String name, String httpMethod) {
        return NeededRole.of(
                resource,
                Arrays.stream(resource.getDeclaredMethods())
                        .filter(method -> method.getName().equals(name))
                        .findFirst()
                        .orElseThrow(),
                httpMethod);
    }
}
