package dev.graft.launcher.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledLauncherTest {

    private static final long SEED = 20_261_124;
    private static final int ROUNDS = 4;
    private static final int LATEST_KILL_MILLIS = 1_500;

    @TempDir
    Path folder;

    private DummyMesh mesh;

    @BeforeEach
    void prepare() throws Exception {
        mesh = new DummyMesh(folder).with("one", 0, "200").with("two", 0, "300").with("three", 1, "200");
    }

    @AfterEach
    void end() {
        mesh.close();
    }

    @Test
    void leaves_nothing_that_blocks_the_next_up_whenever_it_is_killed() throws Exception {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            int killAfter = random.nextInt(LATEST_KILL_MILLIS);
            Process launcher = graft("up");
            launcher.waitFor(killAfter, TimeUnit.MILLISECONDS);
            launcher.destroyForcibly().waitFor();

            Process next = graft("up");

            assertThat(next.waitFor())
                    .as("up after a kill at %d ms: %s", killAfter, output(next))
                    .isZero();
            assertThat(mesh.processes())
                    .hasSize(3)
                    .allSatisfy((service, pids) -> assertThat(pids).hasSize(1));
            assertThat(graft("down").waitFor()).isZero();
            assertThat(mesh.processes()).isEmpty();
        }
    }

    @Test
    void keeps_a_second_launcher_out_and_lets_it_in_when_it_is_killed() throws Exception {
        mesh.with("endless", 0, "600000");
        Process first = graft("up");
        while (mesh.processes().isEmpty()) {
            first.waitFor(20, TimeUnit.MILLISECONDS);
        }

        assertThatThrownBy(() -> LauncherLock.take(mesh.home()))
                .isInstanceOf(LauncherLock.LockedException.class)
                .hasMessageContaining("process " + first.pid());
        Process second = graft("down");
        assertThat(second.waitFor()).isEqualTo(3);

        first.destroyForcibly().waitFor();
        try (LauncherLock lock = LauncherLock.take(mesh.home())) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void ends_without_taking_its_services_along() throws Exception {
        Process launcher = graft("up");
        assertThat(launcher.waitFor()).isZero();

        assertThat(mesh.processes()).containsOnlyKeys("one", "two", "three");
        assertThat(graft("status").waitFor()).isZero();
    }

    private Process graft(String command) throws IOException {
        List<String> line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dgraft.project=" + mesh.folder(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.graft.launcher.Graft",
                command,
                "--home",
                mesh.home().folder().toString(),
                "--port-base",
                String.valueOf(mesh.portBase()),
                "--services",
                mesh.descriptionFile().toString());
        return new ProcessBuilder(line).redirectErrorStream(true).start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
