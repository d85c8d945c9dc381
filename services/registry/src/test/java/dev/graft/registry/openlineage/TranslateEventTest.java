package dev.graft.registry.openlineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.ModelEvaluated.Decision;
import dev.graft.contracts.event.RunAbandoned.Reason;
import dev.graft.contracts.task.Task;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.MalformedEvent;
import dev.graft.platform.json.Json;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.openlineage.storage.StoredBeginnings;
import dev.graft.registry.openlineage.storage.StoredTasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslateEventTest {
    private static final String TASK = "customer-messages";
    private static final Path EXAMPLES = Path.of("..", "..", "contracts", "src", "main", "resources", "schemas");
    private static final Set<String> ENDS = Set.of("COMPLETE", "FAIL", "ABORT");

    private final MemoryStore store = new MemoryStore();
    private TranslateEvent translating;

    @BeforeEach
    void wire() {
        translating = translator(store);
        store.put(
                StoreLayout.taskVersion(TASK, 1),
                """
                {"name": "customer-messages", "version": 1, "labels": ["delivery", "payment"]}
                """.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "application/json");
    }

    private static TranslateEvent translator(MemoryStore store) {
        return new TranslateEvent(
                URI.create("https://graft.dev/registry/test"),
                new Names("graft", "s3://graft", "kafka://127.0.0.1:7401"),
                new StoredBeginnings(store),
                new StoredTasks(store));
    }

    static Stream<Path> publishedExamples() throws IOException {
        List<Path> files = new ArrayList<>();
        for (EventType type : EventType.values()) {
            try (Stream<Path> valid =
                    Files.list(EXAMPLES.resolve(type.shortName()).resolve("examples/valid"))) {
                valid.forEach(files::add);
            }
        }
        return files.stream();
    }

    @ParameterizedTest
    @MethodSource("publishedExamples")
    void every_published_example_is_told_in_events_that_keep_the_schemas(Path example) throws MalformedEvent {
        Event<?> event = event(example);

        List<JsonNode> told = tell(event);

        told.forEach(LineageSchemas::assertValid);
        boolean said = translating.heard().contains(event.type()) && event.type() != EventType.BATCH_LABELLED;
        assertThat(told.isEmpty()).isEqualTo(!said);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void whatever_the_order_and_the_repeats_each_run_starts_once_and_ends_once(int seed) {
        for (int round = 0; round < 20; round++) {
            Random random = new Random(100L * seed + round);
            List<Event<?>> events = new ArrayList<>(MeshStory.whole(TASK).events());
            events.addAll(MeshStory.whole(TASK).events());
            Collections.shuffle(events, random);

            assertOneOfEach(tell(new MemoryStore(), events));
        }
    }

    @Test
    void in_order_each_run_starts_once_and_ends_once_with_the_times_of_the_mesh() {
        List<JsonNode> told = tell(new MemoryStore(), MeshStory.whole(TASK).events());

        assertOneOfEach(told);
        for (JsonNode event : told) {
            LineageSchemas.assertValid(event);
        }
        assertThat(typesOf(told, "customer-messages.train", "run-one"))
                .containsExactly("START", "RUNNING", "RUNNING", "RUNNING", "COMPLETE");
    }

    @Test
    void what_is_told_again_by_another_process_is_the_same_to_the_byte() {
        List<Event<?>> events = MeshStory.whole(TASK).events();

        List<JsonNode> first = tell(store, events);
        List<JsonNode> again = tell(store, events);

        assertThat(again).isEqualTo(first);
    }

    @Test
    void an_accepted_batch_is_told_from_its_announcement_on_with_its_file_and_its_checks() {
        List<JsonNode> told = tell(new MeshStory(TASK).accepted("one").events());

        assertThat(types(told)).containsExactly("START", "COMPLETE");
        assertThat(time(told.get(0))).isEqualTo(MeshStory.BEGIN);
        assertThat(time(told.get(1))).isEqualTo(MeshStory.BEGIN.plusSeconds(1));
        assertThat(told).allSatisfy(event -> {
            assertThat(event.at("/job/namespace").asText()).isEqualTo("graft");
            assertThat(event.at("/job/name").asText()).isEqualTo("customer-messages.data-prep");
            assertThat(event.at("/job/facets/jobType/processingType").asText()).isEqualTo("BATCH");
            assertThat(event.at("/run/facets/parent/job/name").asText()).isEqualTo(TASK);
        });
        JsonNode input = told.get(1).at("/inputs/0");
        assertThat(name(input)).isEqualTo("s3://uploads one.csv");
        assertThat(input.at("/facets/version/datasetVersion").asText()).isEqualTo(MeshStory.SHA);
        assertThat(input.at("/inputFacets/dataQualityMetrics/rowCount").asLong())
                .isEqualTo(100);
        assertThat(checks(input))
                .isEqualTo(Map.of(
                        "no-quarantined-rows", false,
                        "no-duplicates", false,
                        "no-suspected-labels", false,
                        "no-drift", true));
        JsonNode output = told.get(1).at("/outputs/0");
        assertThat(name(output)).isEqualTo("s3://graft batches/customer-messages/batch-one");
        assertThat(output.at("/outputFacets/outputStatistics/rowCount").asLong())
                .isEqualTo(90);
        assertThat(output.at("/facets/schema/fields").findValuesAsText("name"))
                .containsExactly("rowId", "text", "label", "split", "batchId");
        assertThat(output.at("/facets/schema/fields/2/description").asText()).isEqualTo("delivery, payment");
    }

    @Test
    void an_outcome_whose_announcement_nobody_heard_is_told_with_the_topic_as_its_input() {
        Event<?> accepted = new MeshStory(TASK).accepted("one").last();

        List<JsonNode> told = tell(accepted);

        assertThat(types(told)).containsExactly("START", "COMPLETE");
        assertThat(time(told.get(0))).isEqualTo(accepted.time());
        assertThat(name(told.get(1).at("/inputs/0"))).isEqualTo("kafka://127.0.0.1:7401 graft.batch.labelled.v1");
    }

    @Test
    void a_refused_batch_fails_with_the_reason_and_makes_nothing() {
        List<JsonNode> told = tell(new MeshStory(TASK)
                .rejected("two", DatasetRejected.Reason.TOO_MANY_BAD_ROWS)
                .events());

        assertThat(types(told)).containsExactly("START", "FAIL");
        JsonNode fail = told.get(1);
        assertThat(fail.at("/run/facets/errorMessage/message").asText()).isEqualTo("40 of 100 rows are bad.");
        assertThat(fail.at("/run/facets/graft_outcome/outcome").asText()).isEqualTo("too-many-bad-rows");
        assertThat(checks(fail.at("/inputs/0"))).containsEntry("too-many-bad-rows", false);
        assertThat(fail.path("outputs")).isEmpty();
    }

    @Test
    void a_snapshot_is_made_of_its_new_batches() {
        List<JsonNode> told = tell(new MeshStory(TASK).prepared("one").last());

        assertThat(types(told)).containsExactly("START", "COMPLETE");
        assertThat(names(told.get(1).path("inputs"))).containsExactly("s3://graft batches/customer-messages/batch-one");
        assertThat(names(told.get(1).path("outputs")))
                .containsExactly("s3://graft datasets/customer-messages/snapshots/snapshot-one");
        assertThat(told.get(1)
                        .at("/outputs/0/outputFacets/outputStatistics/rowCount")
                        .asLong())
                .isEqualTo(90);
    }

    @Test
    void a_run_starts_goes_on_and_ends_with_its_model() {
        List<JsonNode> told = tell(new MeshStory(TASK)
                .started("one", 1, 0)
                .epoch("one", 1)
                .completed("one", 7)
                .events());

        assertThat(types(told)).containsExactly("START", "RUNNING", "COMPLETE");
        assertThat(told.stream().map(event -> event.at("/run/runId").asText()).distinct())
                .hasSize(1);
        assertThat(told.get(1).at("/run/facets/graft_progress/percent").asDouble())
                .isEqualTo(20);
        JsonNode complete = told.get(2);
        assertThat(names(complete.path("inputs")))
                .containsExactly(
                        "s3://graft datasets/customer-messages/snapshots/snapshot-one",
                        "s3://graft models/customer-messages/versions/7");
        JsonNode model = complete.at("/outputs/0");
        assertThat(name(model)).isEqualTo("s3://graft runs/run-one/attempts/00000001/model");
        assertThat(model.at("/facets/datasetType/datasetType").asText()).isEqualTo("MODEL");
        assertThat(model.at("/outputFacets/outputStatistics/size").asLong()).isEqualTo(90_500);
        assertThat(model.at("/outputFacets/outputStatistics/fileCount").asLong())
                .isEqualTo(2);
    }

    @Test
    void a_second_trainer_goes_on_with_the_same_run() {
        List<JsonNode> told = tell(
                new MeshStory(TASK).started("one", 1, 0).started("one", 2, 3).events());

        assertThat(types(told)).containsExactly("START", "RUNNING");
        assertThat(told.get(1).at("/run/facets/graft_progress/attempt").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_run_without_a_challenger_fails_or_was_ended(Reason reason) {
        List<JsonNode> told =
                tell(new MeshStory(TASK).abandoned("one", reason, 0).events());

        boolean failed = reason == Reason.FAILED;
        assertThat(types(told)).containsExactly("START", failed ? "FAIL" : "ABORT");
        JsonNode end = told.get(1);
        assertThat(end.at("/run/facets/errorMessage").isMissingNode()).isEqualTo(!failed);
        assertThat(end.at("/run/facets/graft_outcome/explanation").asText()).isEqualTo("It ended so.");
        assertThat(end.path("outputs")).isEmpty();
    }

    @Test
    void a_refusal_is_a_complete_evaluation_with_rules_that_were_not_passed() {
        Event<?> verdict = new MeshStory(TASK).evaluated("one", Decision.REFUSE).last();

        List<JsonNode> told = tell(verdict);

        assertThat(types(told)).containsExactly("START", "COMPLETE");
        assertThat(time(told.get(0))).isEqualTo(verdict.time().minusMillis(500));
        assertThat(checks(told.get(1).at("/inputs/0"))).isEqualTo(Map.of("enough-test-rows", true, "gain", false));
        assertThat(told.get(1)
                        .at("/inputs/1/inputFacets/dataQualityMetrics/rowCount")
                        .asLong())
                .isEqualTo(10);
        assertThat(names(told.get(1).path("outputs"))).containsExactly("s3://graft evaluations/run-one");
        assertThat(told.get(1).at("/outputs/0/facets/version/datasetVersion").asText())
                .isEqualTo(MeshStory.SHA);
    }

    @Test
    void a_promotion_makes_a_version_and_the_champion() {
        List<JsonNode> told = tell(new MeshStory(TASK).promoted("one", 4).last());

        assertThat(types(told)).containsExactly("START", "COMPLETE");
        assertThat(names(told.get(1).path("inputs")))
                .containsExactly("s3://graft runs/run-one/attempts/00000001/model", "s3://graft evaluations/run-one");
        assertThat(names(told.get(1).path("outputs")))
                .containsExactly(
                        "s3://graft models/customer-messages/versions/4",
                        "s3://graft models/customer-messages/aliases/champion.json");
        assertThat(told.get(1).at("/outputs/1/facets/version/datasetVersion").asText())
                .isEqualTo("4");
    }

    @Test
    void a_refused_version_is_registered_and_leaves_the_champion_alone() {
        List<JsonNode> told = tell(new MeshStory(TASK).rejectedModel("one", 5).last());

        assertThat(types(told)).containsExactly("START", "COMPLETE");
        assertThat(names(told.get(1).path("outputs")))
                .containsExactly("s3://graft models/customer-messages/versions/5");
        assertThat(checks(told.get(1).at("/inputs/0"))).isEqualTo(Map.of("gain", false));
    }

    @Test
    void a_rollback_belongs_to_no_batch() {
        List<JsonNode> told = tell(new MeshStory(TASK).rolledBack(1).last());

        assertThat(types(told)).containsExactly("START", "COMPLETE");
        assertThat(told.get(1).at("/run/facets/parent").isMissingNode()).isTrue();
        assertThat(names(told.get(1).path("outputs")))
                .containsExactly("s3://graft models/customer-messages/aliases/champion.json");
    }

    @Test
    void the_steps_of_a_batch_are_tied_together_from_file_to_champion() {
        List<JsonNode> told = tell(new MeshStory(TASK)
                .accepted("one")
                .prepared("one")
                .started("one", 1, 0)
                .completed("one", null)
                .evaluated("one", Decision.PROMOTE)
                .promoted("one", 1)
                .events());

        assertThat(told.stream()
                        .map(event -> event.at("/run/facets/parent/run/runId").asText())
                        .distinct())
                .hasSize(1);
        Set<String> reachable = new LinkedHashSet<>(Set.of("s3://uploads one.csv"));
        for (JsonNode event : told) {
            if (names(event.path("inputs")).stream().anyMatch(reachable::contains)) {
                reachable.addAll(names(event.path("outputs")));
            }
        }
        assertThat(reachable).contains("s3://graft models/customer-messages/aliases/champion.json");
    }

    @Test
    void what_is_told_is_read_by_the_models_that_the_specification_s_library_has_for_receivers() throws IOException {
        for (JsonNode event : tell(MeshStory.whole(TASK).events())) {
            var received = Json.mapper().treeToValue(event, io.openlineage.server.OpenLineage.RunEvent.class);
            var sent = Json.mapper().treeToValue(event, io.openlineage.client.OpenLineage.RunEvent.class);

            assertThat(received.getRun().getRunId())
                    .hasToString(event.at("/run/runId").asText());
            assertThat(received.getInputs()).hasSameSizeAs(sent.getInputs());
            assertThat(Json.read(Json.bytes(sent), JsonNode.class)).isEqualTo(event);
        }
    }

    @Test
    void two_meshes_that_report_to_one_place_do_not_share_runs() {
        var other = new TranslateEvent(
                URI.create("https://graft.dev/registry/test"),
                new Names("graft-staging", "s3://graft", "kafka://127.0.0.1:7401"),
                new StoredBeginnings(new MemoryStore()),
                (task, version) -> java.util.Optional.<Task>empty());
        Event<?> event = new MeshStory(TASK).promoted("one", 1).last();

        assertThat(translating.translate(event).get(0).getRun().getRunId())
                .isNotEqualTo(other.translate(event).get(0).getRun().getRunId());
    }

    private static void assertOneOfEach(List<JsonNode> told) {
        Map<String, Set<JsonNode>> starts = new HashMap<>();
        Map<String, Set<JsonNode>> ends = new HashMap<>();
        for (JsonNode event : told) {
            String run = event.at("/run/runId").asText();
            String type = event.path("eventType").asText();
            if (type.equals("START")) {
                starts.computeIfAbsent(run, none -> new LinkedHashSet<>()).add(event);
            } else if (ENDS.contains(type)) {
                assertThat(starts).as("START comes first").containsKey(run);
                ends.computeIfAbsent(run, none -> new LinkedHashSet<>()).add(event);
            }
        }
        assertThat(starts).hasSize(21).hasSameSizeAs(ends);
        assertThat(starts.values()).allSatisfy(distinct -> assertThat(distinct).hasSize(1));
        assertThat(ends.values()).allSatisfy(distinct -> assertThat(distinct).hasSize(1));
        starts.forEach((run, start) -> assertThat(time(start.iterator().next()))
                .isBeforeOrEqualTo(time(ends.get(run).iterator().next())));
    }

    private List<JsonNode> tell(Event<?> event) {
        return tell(List.of(event));
    }

    private List<JsonNode> tell(List<Event<?>> events) {
        return tell(store, events);
    }

    private static List<JsonNode> tell(MemoryStore store, List<Event<?>> events) {
        TranslateEvent process = translator(store);
        return events.stream()
                .flatMap(event -> process.translate(event).stream())
                .map(event -> Json.read(Json.bytes(event), JsonNode.class))
                .toList();
    }

    private static List<String> typesOf(List<JsonNode> told, String job, String run) {
        String runId = new Names("graft", "s3://graft", "")
                .run(new StepRun(TASK, Step.TRAIN, run, null))
                .toString();
        return types(told.stream()
                .filter(event -> event.at("/job/name").asText().equals(job)
                        && event.at("/run/runId").asText().equals(runId))
                .toList());
    }

    private static List<String> types(List<JsonNode> told) {
        return told.stream().map(event -> event.path("eventType").asText()).toList();
    }

    private static Instant time(JsonNode event) {
        return Instant.parse(event.path("eventTime").asText());
    }

    private static List<String> names(JsonNode datasets) {
        List<String> names = new ArrayList<>();
        datasets.forEach(dataset -> names.add(name(dataset)));
        return names;
    }

    private static String name(JsonNode dataset) {
        return dataset.path("namespace").asText() + " " + dataset.path("name").asText();
    }

    private static Map<String, Boolean> checks(JsonNode input) {
        Map<String, Boolean> checks = new HashMap<>();
        input.at("/inputFacets/dataQualityAssertions/assertions")
                .forEach(check -> checks.put(
                        check.path("assertion").asText(), check.path("success").asBoolean()));
        return checks;
    }

    private static Event<?> event(Path example) throws MalformedEvent {
        String name = example.getParent().getParent().getParent().getFileName().toString();
        EventType type = EventType.ofType("dev.graft." + name + ".v1").orElseThrow();
        try {
            return new Event<>(
                    "event-of-" + name,
                    type,
                    "/graft/test",
                    MeshStory.BEGIN,
                    "batch-1",
                    "cause-1",
                    null,
                    new EventCodec().payload(type, Json.mapper().readTree(example.toFile())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
