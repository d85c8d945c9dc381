package dev.graft.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

    private final ProcessIdentity identity = new ProcessIdentity(Path.of("/some where/home"), "trainer", "abc");

    @Test
    void is_read_back_from_a_command_line() {
        List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\"", "java"));
        line.addAll(identity.flags());
        line.addAll(List.of("-jar", "x.jar"));

        assertThat(ProcessIdentity.of(line)).hasValue(identity);
    }

    @Test
    void is_absent_on_a_command_line_of_something_else() {
        assertThat(ProcessIdentity.of(List.of("java", "-jar", "x.jar"))).isEmpty();
        assertThat(ProcessIdentity.of(List.of("java", "-Dgraft.home=/h", "-jar", "x.jar")))
                .isEmpty();
    }
}
