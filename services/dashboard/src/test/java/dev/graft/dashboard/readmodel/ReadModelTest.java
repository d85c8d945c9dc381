package dev.graft.dashboard.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.BatchPartPrepared;
import dev.graft.contracts.event.BatchPartRequested;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.ModelEvaluated.Decision;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.dashboard.story.Story;
import dev.graft.dashboard.view.BatchDetail;
import dev.graft.dashboard.view.BatchState;
import dev.graft.dashboard.view.BatchSummary;
import dev.graft.dashboard.view.ChainLink;
import dev.graft.dashboard.view.DeadLetter;
import dev.graft.dashboard.view.Epoch;
import dev.graft.dashboard.view.ModelMove;
import dev.graft.dashboard.view.PartsProgress;
import dev.graft.dashboard.view.Place;
import dev.graft.dashboard.view.RunState;
import dev.graft.dashboard.view.RunSummary;
import dev.graft.dashboard.view.Stage;
import dev.graft.dashboard.view.Successor;
import dev.graft.platform.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadModelTest {
    private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
    private static final String TASK = "customer-messages";

    private final Story story = new Story(TASK, BEGIN);
    private final ReadModel model = new ReadModel(Bounds.DEFAULT);

    @Test
    void follows_a_batch_from_announcement_to_promotion() {
        List<BatchState> states = new ArrayList<>();
        story.taskDeclared().success("monday", 1, 0.87);

        for (Event<?> event : story.events()) {
            model.apply(event);
            model.batches(null, null, 1, 0).items().forEach(batch -> states.add(batch.state()));
        }

        assertThat(states.stream().distinct())
                .containsExactly(
                        BatchState.RECEIVED,
                        BatchState.ACCEPTED,
                        BatchState.SNAPSHOT,
                        BatchState.TRAINING,
                        BatchState.EVALUATING,
                        BatchState.PROMOTED);
        BatchSummary batch = batch("monday").batch();
        assertThat(batch.version()).isEqualTo(1);
        assertThat(batch.explanation()).startsWith("The first model");
        assertThat(batch.description()).isEqualTo("monday");
        assertThat(batch.rows()).isNotNull();
    }

    @Test
    void the_same_rows_of_another_data_source_are_another_batch() {
        var rows = List.of(new BatchLabelled.Row("where is my parcel?", "delivery"));

        model.apply(labelled("crm-1", new BatchLabelled(TASK, null, null, rows)));
        model.apply(labelled("crm-2", new BatchLabelled(TASK, null, null, rows)));
        model.apply(labelled("crm-3", new BatchLabelled(TASK, null, null, rows, "tickets")));

        assertThat(model.batches(null, null, 100, 0).items()).hasSize(2);
    }

    @Test
    void a_batch_in_parts_shows_how_far_it_is() {
        String id = story.batchId("large");
        model.apply(labelled("crm-1", new BatchLabelled(TASK, null, null, List.of())));
        for (int part = 1; part <= 4; part++) {
            model.apply(
                    part(id, 0, "crm-1", EventType.BATCH_PART_REQUESTED, new BatchPartRequested(TASK, 1, id, part, 4)));
        }
        Event<?> third = part(
                id, 10, "request-3", EventType.BATCH_PART_PREPARED, new BatchPartPrepared(TASK, 1, id, 3, 4, 500, 1));
        model.apply(third);
        model.apply(third);

        BatchSummary batch = model.batches(null, null, 10, 0).items().get(0);

        assertThat(model.batches(null, null, 10, 0).total()).isEqualTo(1);
        assertThat(batch.id()).isEqualTo(id);
        assertThat(batch.state()).isEqualTo(BatchState.RECEIVED);
        assertThat(batch.parts()).isEqualTo(new PartsProgress(1, 4, 500, 25, 50.0, 30.0));
        assertThat(batch.updated()).isEqualTo(BEGIN.plusSeconds(10));
    }

    private static Event<?> part(String batchId, int seconds, String cause, EventType type, EventData data) {
        return new Event<>(
                cause + type + data, type, "/graft/data-prep", BEGIN.plusSeconds(seconds), batchId, cause, null, data);
    }

    private static Event<?> labelled(String id, BatchLabelled batch) {
        return new Event<>(id, EventType.BATCH_LABELLED, "/crm", BEGIN, null, null, null, batch);
    }

    @Test
    void says_how_far_a_training_is() {
        story.batchLabelled("monday", "1")
                .batchAccepted("monday", 480)
                .prepared("monday", 480, "monday")
                .runStarted("monday", 1, 0, 8, null)
                .epoch("monday", 1, 8, 0.9)
                .epoch("monday", 2, 8, 0.9);

        apply(story);

        var training = batch("monday").batch().training();
        assertThat(training).isNotNull();
        assertThat(training.percent()).isEqualTo(25);
        assertThat(training.epoch()).isEqualTo(2);
        assertThat(training.plannedEpochs()).isEqualTo(8);
        assertThat(training.secondsLeft()).isEqualTo(66);
        assertThat(stage("trainer").working()).isEqualTo(1);
        assertThat(stage("trainer").current())
                .extracting(Stage.Item::active, Stage.Item::percent)
                .containsExactly(true, 25.0);
    }

    @Test
    void keeps_the_curve_of_a_run_that_a_second_trainer_resumed() {
        story.runStarted("monday", 1, 0, 4, null)
                .epoch("monday", 1, 4, 0.9)
                .epoch("monday", 2, 4, 0.9)
                .runStarted("monday", 2, 1, 4, null)
                .epoch("monday", 2, 4, 0.8)
                .epoch("monday", 3, 4, 0.8);

        story.events().forEach(event -> model.apply(withOwnId(event)));

        var run = model.run(story.runId("monday")).orElseThrow();
        assertThat(run.curve()).extracting(Epoch::epoch).containsExactly(1, 2, 3);
        assertThat(run.curve().get(1).validationMacroF1()).isLessThan(0.8);
        assertThat(run.run().attempt()).isEqualTo(2);
    }

    @Test
    void gives_the_chain_of_a_batch_with_the_time_of_each_hop() {
        story.success("monday", 1, 0.87);

        apply(story);

        BatchDetail detail = batch("monday");
        assertThat(detail.chain())
                .extracting(ChainLink::type)
                .containsSequence("batch.labelled", "batch.accepted", "dataset.prepared", "run.started")
                .endsWith("run.completed", "model.evaluated", "model.promoted");
        assertThat(link(detail, "batch.labelled").hopMillis()).isNull();
        assertThat(link(detail, "batch.accepted").hopMillis()).isEqualTo(40);
        assertThat(link(detail, "model.evaluated").hopMillis()).isEqualTo(5_040);
        assertThat(link(detail, "model.evaluated").computeMillis()).isEqualTo(5_270);
        assertThat(link(detail, "run.completed").hopMillis()).isEqualTo(66_280);
        assertThat(detail.computeMillis()).isEqualTo(71_470);
        assertThat(detail.elapsedMillis()).isEqualTo(71_480);
    }

    @Test
    void follows_a_batch_whose_snapshot_came_with_a_later_one() {
        story.batchLabelled("monday", "1")
                .batchAccepted("monday", 30)
                .batchLabelled("tuesday", "1")
                .batchAccepted("tuesday", 40)
                .prepared("tuesday", 70, "monday", "tuesday")
                .runStarted("tuesday", 1, 0, 6, null);

        apply(story);

        assertThat(batch("monday").batch().state()).isEqualTo(BatchState.TRAINING);
        assertThat(batch("monday").batch().runId()).isEqualTo(story.runId("tuesday"));
        assertThat(batch("tuesday").batch().state()).isEqualTo(BatchState.TRAINING);
    }

    @Test
    void gives_the_reasons_of_each_bad_end() {
        story.batchLabelled("broken", "1")
                .batchRejected("broken", DatasetRejected.Reason.TOO_MANY_BAD_ROWS, "127 of 310 rows are bad.")
                .batchLabelled("hopeless", "1")
                .batchAccepted("hopeless", 40)
                .prepared("hopeless", 40, "hopeless")
                .runStarted("hopeless", 1, 0, 8, 1)
                .epoch("hopeless", 1, 8, 0.2)
                .stopRequested("hopeless", "The curve cannot reach the champion.")
                .runAbandoned("hopeless", 1, "Stopped: the curve cannot reach the champion.")
                .batchLabelled("worse", "1")
                .batchAccepted("worse", 40)
                .prepared("worse", 40, "worse")
                .runStarted("worse", 1, 0, 8, 1)
                .runCompleted("worse", 3, 0.5)
                .evaluated("worse", 1, 1, Decision.REFUSE, 0.48, "A loss of 0.3.")
                .rejected("worse", 2, 1, "A loss of 0.3.");

        apply(story);

        assertThat(batch("broken").batch())
                .extracting(BatchSummary::state, BatchSummary::reason, BatchSummary::explanation)
                .containsExactly(BatchState.REJECTED, "too-many-bad-rows", "127 of 310 rows are bad.");
        assertThat(batch("hopeless").batch())
                .extracting(BatchSummary::state, BatchSummary::reason)
                .containsExactly(BatchState.ABANDONED, "hopeless");
        assertThat(batch("worse").batch())
                .extracting(BatchSummary::state, BatchSummary::version, BatchSummary::failedRules)
                .containsExactly(BatchState.REFUSED, 2, List.of("A loss of 0.3."));
        assertThat(stage("data-prep").refused()).isEqualTo(1);
        assertThat(stage("trainer").refused()).isEqualTo(1);
        assertThat(stage("registry").refused()).isEqualTo(1);
    }

    @Test
    void a_challenger_that_could_not_be_told_from_the_champion_is_not_called_refused() {
        apply(story.batchLabelled("small", "1")
                .batchAccepted("small", 40)
                .prepared("small", 40, "small")
                .runStarted("small", 1, 0, 8, 1)
                .runCompleted("small", 3, 0.5)
                .evaluated("small", 1, 1, Decision.INCONCLUSIVE, 0.52, "A gain that may be luck.")
                .leftOpen("small", 2, 1, "A gain that may be luck."));

        assertThat(batch("small").batch())
                .extracting(BatchSummary::state, BatchSummary::version, BatchSummary::failedRules)
                .containsExactly(BatchState.INCONCLUSIVE, 2, List.of("A gain that may be luck."));
        assertThat(stage("registry").refused()).isEqualTo(1);
        assertThat(stage("evaluator").done()).isEqualTo(1);
    }

    @Test
    void links_a_superseded_batch_to_the_run_that_took_its_place_in_the_end() {
        queue("monday", "tuesday", "wednesday");
        story.superseded("monday", "tuesday").superseded("tuesday", "wednesday");
        apply(story);
        BatchSummary before = batch("monday").batch();

        story.success("wednesday", 1, 0.87);
        apply(story);

        assertThat(before.state()).isEqualTo(BatchState.SUPERSEDED);
        assertThat(before.reason()).isEqualTo("superseded");
        assertThat(before.explanation()).contains("before this run had begun");
        assertThat(before.supersededBy()).isEqualTo(new Successor(story.snapshotId("wednesday"), null, null));
        Successor promoted = new Successor(story.snapshotId("wednesday"), story.runId("wednesday"), RunState.PROMOTED);
        assertThat(batch("monday").batch().supersededBy()).isEqualTo(promoted);
        assertThat(batch("tuesday").batch().supersededBy()).isEqualTo(promoted);
        assertThat(batch("wednesday").batch().supersededBy()).isNull();
        assertThat(batch("monday").chain())
                .extracting(ChainLink::type)
                .containsExactly("batch.labelled", "batch.accepted", "dataset.prepared", "run.abandoned");
        assertThat(model.run(story.runId("monday")).orElseThrow().run().supersededBy())
                .isEqualTo(promoted);
        assertThat(stage("trainer"))
                .extracting(Stage::waiting, Stage::working, Stage::done, Stage::refused)
                .containsExactly(0L, 0L, 1L, 0L);
    }

    @Test
    void follows_runs_that_name_each_other_no_further_than_once_around() {
        queue("monday", "tuesday");
        story.superseded("monday", "tuesday").superseded("tuesday", "monday");

        apply(story);

        assertThat(batch("monday").batch().supersededBy())
                .extracting(Successor::snapshotId)
                .isEqualTo(story.snapshotId("monday"));
    }

    @Test
    void prefers_a_run_that_began_to_one_that_gave_way_on_the_same_snapshot() {
        queue("monday", "tuesday");
        story.runStarted("monday", 1, 0, 8, null);
        RunAbandoned byAnotherTrainersCode = new RunAbandoned(
                TASK,
                "0123456789abcdef0123456789abcdef",
                story.snapshotId("monday"),
                RunAbandoned.Reason.SUPERSEDED,
                "A newer one.",
                0,
                new RunAbandoned.SupersededBy(story.snapshotId("tuesday"), "any"));

        apply(story);
        model.apply(new Event<>(
                "another",
                EventType.RUN_ABANDONED,
                "/graft/trainer",
                BEGIN.plusSeconds(60),
                null,
                null,
                null,
                byAnotherTrainersCode));

        assertThat(batch("monday").batch().state()).isEqualTo(BatchState.TRAINING);
    }

    @Test
    void takes_five_announcements_of_a_batch_for_one_batch() {
        for (int announcement = 1; announcement <= 5; announcement++) {
            story.batchLabelled("monday", Integer.toString(announcement));
        }
        story.batchAccepted("monday", 30);

        apply(story);

        assertThat(model.batches(null, null, 10, 0).items())
                .singleElement()
                .extracting(BatchSummary::id, BatchSummary::announcements, BatchSummary::state)
                .containsExactly(story.batchId("monday"), 5L, BatchState.ACCEPTED);
        assertThat(model.batch("crm-customer-messages-monday-4")).isPresent();
    }

    @Test
    void shows_a_rejected_batch_as_accepted_once_it_is() {
        story.batchLabelled("monday", "1")
                .batchRejected("monday", DatasetRejected.Reason.OBJECT_MISSING, "There is no such object.")
                .batchLabelled("monday", "2")
                .batchAccepted("monday", 30);

        apply(story);

        assertThat(batch("monday").batch().state()).isEqualTo(BatchState.ACCEPTED);
        assertThat(model.batches(null, null, 10, 0).total()).isEqualTo(1);
    }

    @Test
    void says_that_an_announcement_became_a_dead_letter() {
        story.batchLabelled("monday", "1");

        model.apply(letter(1, "crm-customer-messages-monday-1"));
        apply(story);

        assertThat(batch(story.last().id()))
                .extracting(
                        detail -> detail.batch().state(),
                        detail -> detail.batch().reason())
                .containsExactly(BatchState.REJECTED, "dead-letter");
    }

    @Test
    void knows_the_champion_after_promotions_a_refusal_and_a_rollback() {
        wholeStory();

        apply(story);

        var detail = model.model(TASK).orElseThrow();
        assertThat(detail.model().champion()).isNotNull();
        assertThat(detail.model().champion().version()).isEqualTo(1);
        assertThat(detail.model().champion().kind()).isEqualTo(ModelMove.Kind.ROLLED_BACK);
        assertThat(detail.model().champion().scores()).isNotNull();
        assertThat(detail.model().champion().scores().macroF1()).isEqualTo(0.78);
        assertThat(detail.history())
                .extracting(ModelMove::kind)
                .containsExactly(
                        ModelMove.Kind.ROLLED_BACK,
                        ModelMove.Kind.REJECTED,
                        ModelMove.Kind.PROMOTED,
                        ModelMove.Kind.PROMOTED);
    }

    @Test
    void sends_a_run_back_to_the_evaluator_when_the_champion_has_moved() {
        story.runStarted("monday", 1, 0, 6, null)
                .runCompleted("monday", 6, 0.9)
                .evaluated("monday", 1, 1, Decision.PROMOTE, 0.9, "better");
        apply(story);
        RunState before = model.run(story.runId("monday")).orElseThrow().run().state();

        story.evaluationRequested("monday", 2, 2);
        apply(story);

        assertThat(before).isEqualTo(RunState.DECIDING);
        assertThat(model.run(story.runId("monday")).orElseThrow().run().state()).isEqualTo(RunState.EVALUATING);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void tells_the_same_story_in_whatever_order_topics_arrive_and_events_repeat(long seed) {
        wholeStory();
        apply(story);
        ReadModel other = new ReadModel(Bounds.DEFAULT);

        interleaved(story.events(), new Random(seed)).forEach(other::apply);

        assertThat(everything(other)).isEqualTo(everything(model));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void tells_the_same_story_in_any_order_at_all(long seed) {
        wholeStory();
        apply(story);
        List<Event<?>> shuffled = new ArrayList<>(story.events());
        Collections.shuffle(shuffled, new Random(seed));
        ReadModel other = new ReadModel(Bounds.DEFAULT);

        shuffled.forEach(other::apply);

        assertThat(everything(other)).isEqualTo(everything(model));
    }

    @Test
    void takes_a_repeat_for_what_it_is() {
        story.success("monday", 1, 0.87);
        apply(story);
        String before = everything(model);

        boolean changed = story.events().stream().map(model::apply).reduce(false, Boolean::logicalOr);
        boolean first = model.apply(letter(1, null));
        boolean second = model.apply(letter(1, null));

        assertThat(changed).isFalse();
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(model.deadLetters(10, 0).total()).isEqualTo(1);
        assertThat(before).doesNotContain("dead-letter");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keeps_the_newest_whole_and_drops_the_rest(boolean topicByTopic) {
        ReadModel small = new ReadModel(new Bounds(10, 10, 5, 1_000));
        List<Story> stories = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            stories.add(new Story(TASK, BEGIN.plus(Duration.ofMinutes(10L * i))).success("batch-" + i, i + 1, 0.8));
        }
        List<Event<?>> events = new ArrayList<>(
                stories.stream().flatMap(each -> each.events().stream()).toList());
        if (topicByTopic) {
            events.sort(Comparator.comparing(Event::type, Comparator.reverseOrder()));
        }

        events.forEach(small::apply);
        for (int i = 0; i < 120; i++) {
            small.apply(letter(i, null));
        }

        assertThat(small.batches(null, null, 100, 0).items())
                .hasSize(10)
                .allMatch(batch -> batch.state() == BatchState.PROMOTED && batch.announcements() == 1);
        assertThat(small.runs(null, null, 100, 0).items()).hasSize(10);
        Story newest = stories.get(119);
        assertThat(small.batch(newest.batchId("batch-119")).orElseThrow().chain())
                .hasSize(newest.events().size());
        assertThat(small.batch(stories.get(0).batchId("batch-0"))).isEmpty();
        assertThat(small.snapshots(null, 100, 0).items()).hasSize(10);
        assertThat(small.deadLetters(100, 0).items())
                .hasSize(10)
                .first()
                .satisfies(letter -> assertThat(letter.offset()).isEqualTo(119));
        assertThat(small.model(TASK).orElseThrow().history()).hasSize(5);
        assertThat(small.overview(true).champions()).singleElement().satisfies(champion -> {
            assertThat(champion.version()).isEqualTo(120);
            assertThat(champion.scores()).isNotNull();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void leaves_no_half_of_what_it_drops_though_many_are_on_their_way_at_once(long seed) {
        ReadModel small = new ReadModel(new Bounds(20, 20, 5, 10_000));
        List<Event<?>> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Story each = new Story("task-" + i % 7, BEGIN.plusSeconds(i)).success("batch-" + i, i / 7 + 1, 0.8);
            events.addAll(each.events());
        }

        interleaved(events, new Random(seed)).forEach(small::apply);

        assertThat(small.batches(null, null, 100, 0).items()).hasSize(20);
        assertThat(small.runs(null, null, 100, 0).items())
                .hasSize(20)
                .filteredOn(run -> run.state() != RunState.PROMOTED)
                .isEmpty();
    }

    @Test
    void pages_and_filters_its_lists() {
        for (int i = 0; i < 7; i++) {
            apply(new Story("task-" + i % 2, BEGIN.plus(Duration.ofMinutes(i))).batchLabelled("batch-" + i, "1"));
        }

        var page = model.batches("task-0", BatchState.RECEIVED, 2, 1);

        assertThat(page.total()).isEqualTo(4);
        assertThat(page.items()).extracting(BatchSummary::description).containsExactly("batch-4", "batch-2");
        assertThat(model.batches(null, BatchState.PROMOTED, 2, 0).items()).isEmpty();
    }

    private void queue(String... names) {
        for (String name : names) {
            story.batchLabelled(name, "1").batchAccepted(name, 40).prepared(name, 40, name);
        }
    }

    private void wholeStory() {
        queue("early", "earlier");
        story.superseded("early", "earlier").superseded("earlier", "monday");
        story.taskDeclared()
                .success("monday", 1, 0.78)
                .success("tuesday", 2, 0.89)
                .batchLabelled("shuffled", "1")
                .batchLabelled("shuffled", "2")
                .batchAccepted("shuffled", 200)
                .batchLabelled("held", "1")
                .batchAccepted("held", 10)
                .prepared("shuffled", 210, "held", "shuffled")
                .runStarted("shuffled", 1, 0, 6, 2)
                .epoch("shuffled", 1, 6, 0.3)
                .runCompleted("shuffled", 1, 0.3)
                .evaluated("shuffled", 1, 2, Decision.REFUSE, 0.31, "A loss of 0.58.")
                .rejected("shuffled", 3, 2, "A loss of 0.58.")
                .batchLabelled("broken", "1")
                .batchRejected("broken", DatasetRejected.Reason.CHECKSUM_MISMATCH, "The checksum differs.")
                .rolledBack(1, 2, "Version 2 was trained on the wrong month.");
    }

    /** Each topic in its own order and with repeats, the topics mixed at random. */
    private static List<Event<?>> interleaved(List<Event<?>> events, Random random) {
        Map<EventType, List<Event<?>>> topics = new EnumMap<>(EventType.class);
        events.forEach(event ->
                topics.computeIfAbsent(event.type(), type -> new ArrayList<>()).add(event));
        List<Event<?>> mixed = new ArrayList<>();
        List<List<Event<?>>> left = new ArrayList<>(topics.values());
        while (!left.isEmpty()) {
            List<Event<?>> topic = left.get(random.nextInt(left.size()));
            Event<?> event = topic.remove(0);
            mixed.add(event);
            if (random.nextBoolean()) {
                mixed.add(event);
            }
            left.removeIf(List::isEmpty);
        }
        return mixed;
    }

    private static String everything(ReadModel model) {
        List<Object> all = new ArrayList<>(List.of(
                model.overview(true),
                model.tasks(100, 0),
                model.snapshots(null, 100, 0),
                model.models(100, 0),
                model.batches(null, null, 100, 0),
                model.runs(null, null, 100, 0)));
        model.batches(null, null, 100, 0)
                .items()
                .forEach(batch -> all.add(model.batch(batch.id()).orElseThrow()));
        model.runs(null, null, 100, 0)
                .items()
                .forEach(run -> all.add(model.run(run.id()).orElseThrow()));
        model.models(100, 0)
                .items()
                .forEach(each -> all.add(model.model(each.task()).orElseThrow()));
        return Json.tree(all).toPrettyString();
    }

    private BatchDetail batch(String name) {
        return model.batch(story.batchId(name)).or(() -> model.batch(name)).orElseThrow();
    }

    private Stage stage(String name) {
        return model.overview(true).flow().stream()
                .filter(stage -> stage.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ChainLink link(BatchDetail detail, String type) {
        return detail.chain().stream()
                .filter(link -> link.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** The two attempts at an epoch are two events. */
    private static Event<?> withOwnId(Event<?> event) {
        return new Event<>(
                event.id() + event.time(),
                event.type(),
                event.source(),
                event.time(),
                event.correlationId(),
                event.causationId(),
                null,
                event.data());
    }

    @Test
    void keeps_the_line_of_what_is_too_old_to_be_kept_whole() {
        ReadModel small = new ReadModel(new Bounds(10, 200, 5, 10_000));
        Story story = new Story(TASK, BEGIN);
        for (int i = 1; i <= 100; i++) {
            story.success("batch-" + i, i, 0.8);
        }

        story.events().forEach(small::apply);

        assertThat(small.runs(TASK, RunState.PROMOTED, 500, 0).total()).isEqualTo(100);
        assertThat(small.runs(null, null, 10, 99).items())
                .extracting(RunSummary::id)
                .containsExactly(story.runId("batch-1"));
        assertThat(small.batches(TASK, BatchState.PROMOTED, 500, 0).total()).isEqualTo(100);
        assertThat(small.overview(true).runs()).containsExactly(Map.entry(RunState.PROMOTED, 100L));
        assertThat(small.run(story.runId("batch-1"))).hasValueSatisfying(old -> {
            assertThat(old.whole()).isFalse();
            assertThat(old.run().version()).isEqualTo(1);
        });
        assertThat(small.run(story.runId("batch-100")).orElseThrow().whole()).isTrue();
        assertThat(small.batch(story.batchId("batch-1"))).hasValueSatisfying(old -> {
            assertThat(old.whole()).isFalse();
            assertThat(old.batch().state()).isEqualTo(BatchState.PROMOTED);
        });
    }

    @Test
    void forgets_the_oldest_lines_when_there_are_too_many() {
        ReadModel small = new ReadModel(new Bounds(10, 20, 5, 10_000));
        Story story = new Story(TASK, BEGIN);
        for (int i = 1; i <= 100; i++) {
            story.success("batch-" + i, i, 0.8);
        }

        story.events().forEach(small::apply);

        assertThat(small.runs(null, null, 500, 0).total()).isLessThan(100);
        assertThat(small.run(story.runId("batch-1"))).isEmpty();
    }

    private void apply(Story told) {
        told.events().forEach(model::apply);
    }

    private static DeadLetter letter(int offset, String eventId) {
        return new DeadLetter(
                "data-prep:graft.batch.labelled.v1:0:" + offset,
                "graft.batch.labelled.v1",
                0,
                offset,
                "data-prep",
                "the record has no value",
                TASK,
                eventId,
                "",
                0,
                BEGIN.plusSeconds(offset),
                new Place(0, offset),
                null,
                null);
    }
}
