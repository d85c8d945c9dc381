package dev.graft.launcher.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.launcher.lifecycle.ServiceState.Health;
import dev.graft.launcher.process.Launch;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BringUpTest {

    @TempDir
    Path folder;

    private final RecordedProgress progress = new RecordedProgress();
    private DummyMesh mesh;

    @BeforeEach
    void prepare() throws Exception {
        mesh = new DummyMesh(folder).with("ground", 0, "100").with("house", 1, "0");
    }

    @AfterEach
    void end() {
        mesh.close();
    }

    @Test
    void starts_layer_after_layer_and_leaves_alone_what_is_right() throws Exception {
        assertThat(mesh.up(progress)).isEmpty();
        assertThat(progress.lines())
                .containsExactly("ground: starting", "ground: ready", "house: starting", "house: ready");
        Map<String, List<Long>> first = mesh.processes();

        assertThat(mesh.up(progress)).isEmpty();

        assertThat(mesh.processes()).isEqualTo(first);
        assertThat(progress.lines()).endsWith("ground: already running", "house: already running");
    }

    @Test
    void starts_only_what_was_killed() throws Exception {
        mesh.up(progress);
        Map<String, List<Long>> first = mesh.processes();
        kill(first.get("house"));

        assertThat(mesh.up(progress)).isEmpty();

        Map<String, List<Long>> second = mesh.processes();
        assertThat(second.get("ground")).isEqualTo(first.get("ground"));
        assertThat(second.get("house")).hasSize(1).isNotEqualTo(first.get("house"));
    }

    @Test
    void replaces_what_is_configured_otherwise_now() throws Exception {
        mesh.up(progress);
        Map<String, List<Long>> first = mesh.processes();
        mesh.with("house", 1, "1");

        assertThat(mesh.up(progress)).isEmpty();

        assertThat(mesh.processes().get("ground")).isEqualTo(first.get("ground"));
        assertThat(mesh.processes().get("house")).hasSize(1).isNotEqualTo(first.get("house"));
        assertThat(progress.lines()).contains("house: has changed; starting it anew");
    }

    @Test
    void ends_a_second_process_of_one_service() throws Exception {
        mesh.with("slow", 0, "30000");
        Launch slow = mesh.plan().launch(mesh.plan().description().service("slow"));
        Process one = slow.start();
        Process two = slow.start();
        mesh.with("slow", 0, "1");

        assertThat(mesh.up(progress)).isEmpty();

        assertThat(mesh.processes().get("slow")).hasSize(1).doesNotContain(one.pid(), two.pid());
    }

    @Test
    void names_port_service_and_holder_of_a_taken_port() throws Exception {
        try (ServerSocket taken = new ServerSocket(mesh.portBase() + 1, 1, InetAddress.getByName("127.0.0.1"))) {
            List<StartProblem> problems = mesh.up(progress);

            assertThat(problems)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message())
                            .contains(String.valueOf(taken.getLocalPort()), "house", "--port-base", holderWhereTold()));
            assertThat(mesh.processes()).containsOnlyKeys("ground");
        }
    }

    private static String holderWhereTold() {
        return System.getProperty("os.name").equals("Linux")
                ? "process " + ProcessHandle.current().pid()
                : "taken by";
    }

    @Test
    void tells_why_a_service_ended_and_starts_nothing_above_it() throws Exception {
        mesh.with("broken", 0, "0", "fails");

        List<StartProblem> problems = mesh.up(progress);

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("broken ended at its start", "this service was made to fail"));
        assertThat(mesh.processes()).containsOnlyKeys("ground");
    }

    @Test
    void shows_each_services_state() throws Exception {
        mesh.up(progress);
        kill(mesh.processes().get("house"));

        List<ServiceState> states = ServiceState.all(mesh.plan(), Instant.now());

        assertThat(states).extracting(ServiceState::health).containsExactly(Health.READY, Health.STOPPED);
        assertThat(states.get(0).pid()).isEqualTo(mesh.processes().get("ground").get(0));
        assertThat(states.get(0).outdated()).isFalse();
    }

    @Test
    void takes_down_the_highest_layer_first_and_kills_what_does_not_stop() throws Exception {
        mesh.with("stubborn", 2, "0", "stubborn");
        mesh.up(progress);
        progress.lines().clear();

        assertThat(mesh.down(progress)).isEqualTo(3);

        assertThat(mesh.processes()).isEmpty();
        assertThat(progress.lines())
                .containsExactly(
                        "stubborn: stopping",
                        "stubborn: killed after 5 s",
                        "house: stopping",
                        "house: stopped",
                        "ground: stopping",
                        "ground: stopped");
    }

    private static void kill(List<Long> pids) throws Exception {
        for (long pid : pids) {
            ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
            process.destroyForcibly();
            process.onExit().get();
        }
    }
}
