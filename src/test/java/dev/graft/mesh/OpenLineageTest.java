package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a real batch looks like to whoever hears OpenLineage. */
class OpenLineageTest {
    private static final Set<String> ENDS = Set.of("COMPLETE", "FAIL", "ABORT");

    private static Mesh mesh;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mesh = Mesh.shared();
    }

    @Test
    void each_step_of_a_batch_starts_once_and_completes_once_in_events_that_keep_the_schemas()
            throws IOException, InterruptedException {
        String task = "lineage-one";
        mesh.declare(Rows.quickTask(task));

        mesh.announce(task, Rows.some(40, 31));

        try (LineageTap tap = new LineageTap(mesh.bootstrapServers())) {
            List<JsonNode> told =
                    tap.await(task, all -> jobs(all, ENDS::contains).size() == 5, Outcomes.PATIENCE);
            told.forEach(LineageTap::assertValid);
            Set<String> steps = Set.of(
                    task + ".data-prep", task + ".snapshot", task + ".train", task + ".evaluate", task + ".register");
            assertThat(jobs(told, "COMPLETE"::equals)).isEqualTo(steps);
            assertThat(jobs(told, "START"::equals)).isEqualTo(steps);
            assertThat(jobs(told, "RUNNING"::equals)).containsExactly(task + ".train");
            assertThat(perRun(told, "START"::equals)).allMatch(count -> count == 1);
            assertThat(perRun(told, ENDS::contains)).allMatch(count -> count == 1);
            assertThat(told.stream()
                            .map(event ->
                                    event.at("/run/facets/parent/run/runId").asText())
                            .distinct())
                    .hasSize(1);
            assertThat(tied(told)).contains("models/" + task + "/aliases/champion.json");
        }
    }

    @Test
    void a_batch_that_is_announced_again_and_one_that_is_refused_are_one_run_each()
            throws IOException, InterruptedException {
        String task = "lineage-refused";

        mesh.announce(task, Rows.some(40, 32));

        try (LineageTap tap = new LineageTap(mesh.bootstrapServers())) {
            List<JsonNode> refused =
                    tap.await(task, all -> !jobs(all, ENDS::contains).isEmpty(), Outcomes.PATIENCE);
            refused.forEach(LineageTap::assertValid);
            assertThat(refused.get(refused.size() - 1).path("eventType").asText())
                    .isEqualTo("FAIL");
            assertThat(refused.get(refused.size() - 1)
                            .at("/run/facets/graft_outcome/outcome")
                            .asText())
                    .isEqualTo("unknown-task");

            mesh.declare(Rows.quickTask(task));
            mesh.announce(task, Rows.some(40, 32));
            mesh.announce(task, Rows.some(40, 32));

            List<JsonNode> told =
                    tap.await(task, all -> jobs(all, ENDS::contains).size() == 5, Outcomes.PATIENCE);
            assertThat(perRun(told, "START"::equals)).hasSize(6).allMatch(count -> count == 1);
            assertThat(perRun(told, ENDS::contains)).hasSize(6).allMatch(count -> count == 1);
        }
    }

    /** Names of jobs that have an event of a type. */
    private static Set<String> jobs(List<JsonNode> events, Predicate<String> type) {
        return events.stream()
                .filter(event -> type.test(event.path("eventType").asText()))
                .map(event -> event.at("/job/name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** How many different events of a type each run has. */
    private static Iterable<Integer> perRun(List<JsonNode> events, Predicate<String> type) {
        Map<String, Integer> counts = new HashMap<>();
        events.stream()
                .filter(event -> type.test(event.path("eventType").asText()))
                .distinct()
                .forEach(event -> counts.merge(event.at("/run/runId").asText(), 1, Integer::sum));
        return counts.values();
    }

    /** What can be reached from the announced batch, from inputs to outputs. */
    private static Set<String> tied(List<JsonNode> events) {
        Set<String> reached = new TreeSet<>(Set.of("graft.batch.labelled.v1"));
        for (int step = 0; step < 5; step++) {
            for (JsonNode event : events) {
                if (event.path("inputs").findValuesAsText("name").stream().anyMatch(reached::contains)) {
                    event.path("outputs")
                            .forEach(output -> reached.add(output.path("name").asText()));
                }
            }
        }
        return reached;
    }
}
