package dev.graft.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunAbandoned.SupersededBy;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.platform.store.StoreException;
import dev.graft.trainer.fixture.Examples;
import dev.graft.trainer.fixture.HeardEvents;
import dev.graft.trainer.fixture.ManualClock;
import dev.graft.trainer.fixture.MemoryStore;
import dev.graft.trainer.fixture.ScriptedFeatures;
import dev.graft.trainer.fixture.ScriptedLearner;
import dev.graft.trainer.fixture.TrainerProcess;
import dev.graft.trainer.plan.ChampionSource;
import dev.graft.trainer.plan.LiveChampion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots of one task that queue before the trainer. */
class SupersessionTest {
    private static final Task TASK = Examples.task("intents", Examples.probe(2));

    /** Its runs ask for the champion after the question whether they are superseded and before their plan. */
    private static final Task WARM = Examples.task("warm", Strategy.AUTO);

    @TempDir
    private Path disk;

    private final List<TrainerProcess> processes = new ArrayList<>();
    private ManualClock clock = new ManualClock();
    private MemoryStore store = new MemoryStore();
    private ScriptedLearner learner = new ScriptedLearner();
    private HeardEvents events = new HeardEvents(clock);

    @AfterEach
    void close() {
        processes.forEach(TrainerProcess::close);
    }

    @Test
    void of_three_queued_snapshots_the_first_and_the_last_are_trained() throws RunFailed {
        Event<DatasetPrepared> first = snapshot(1);
        List<Event<DatasetPrepared>> later = new ArrayList<>();
        learner.duringEpoch(() -> {
            if (later.isEmpty()) {
                later.addAll(List.of(snapshot(2), snapshot(3)));
            }
        });
        TrainerProcess process = process("trainer-1");

        process.train(first);
        process.train(later.get(0));
        process.train(later.get(1));

        assertThat(events.payloads(RunStarted.class))
                .extracting(RunStarted::snapshotId)
                .containsExactly(id(first), id(later.get(1)));
        assertThat(events.payloads(RunCompleted.class)).hasSize(2);
        RunAbandoned end = abandoned();
        assertThat(end.snapshotId()).isEqualTo(id(later.get(0)));
        assertThat(end.reason()).isEqualTo(RunAbandoned.Reason.SUPERSEDED);
        assertThat(end.supersededBy())
                .isEqualTo(new SupersededBy(id(later.get(1)), later.get(1).id()));
        assertThat(end.explanation()).contains(id(later.get(1)));
        assertThat(end.epochs()).isZero();
    }

    @Test
    void each_of_a_long_queue_names_the_one_right_after_it() throws RunFailed {
        List<Event<DatasetPrepared>> queue = new ArrayList<>();
        for (int n = 1; n <= 5; n++) {
            queue.add(snapshot(n));
        }
        TrainerProcess process = process("trainer-1");

        for (Event<DatasetPrepared> each : queue) {
            process.train(each);
        }

        assertThat(events.payloads(RunAbandoned.class))
                .extracting(end -> end.supersededBy().snapshotId())
                .containsExactlyElementsOf(
                        queue.stream().skip(1).map(SupersessionTest::id).toList());
        assertThat(events.payloads(RunCompleted.class))
                .extracting(RunCompleted::snapshotId)
                .containsExactly(id(queue.get(4)));
    }

    @Test
    void a_superseded_snapshot_that_comes_again_gives_the_same_event_again() throws RunFailed {
        Event<DatasetPrepared> first = snapshot(1);
        snapshot(2);
        process("trainer-1").train(first);
        snapshot(3);

        process("trainer-2").train(first);

        assertThat(events.all()).hasSize(2).allMatch(events.all().get(0)::equals);
        assertThat(events.all().get(0).causationId()).isEqualTo(first.id());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wherever_a_trainer_dies_the_next_one_comes_to_the_same_end(boolean afterItsEffect) throws RunFailed {
        int deaths = 0;
        boolean died = true;
        while (died) {
            startAnew();
            Event<DatasetPrepared> first = snapshot(1);
            snapshot(2);
            store.failAtCall(deaths + 1, afterItsEffect);
            died = dies(first);
            store.failAtCall(0, false);
            snapshot(3);

            process("trainer-2").train(first);

            assertThat(ends()).as("death %d", deaths + 1).hasSize(1);
            assertThat(events.ids(RunAbandoned.class)).hasSize(1);
            assertThat(abandonedEach().stream().distinct())
                    .singleElement()
                    .satisfies(end -> assertThat(end.reason()).isEqualTo(RunAbandoned.Reason.SUPERSEDED));
            assertThat(learner.epochsTrained()).isEmpty();
            deaths += died ? 1 : 0;
        }
        assertThat(deaths).isGreaterThanOrEqualTo(7);
    }

    @Test
    void a_broker_that_is_away_hears_the_same_event_later() throws RunFailed {
        Event<DatasetPrepared> first = snapshot(1);
        snapshot(2);
        events.failAtPublication(1);
        TrainerProcess before = process("trainer-1");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> before.train(first));

        process("trainer-1").train(first);

        assertThat(abandoned().reason()).isEqualTo(RunAbandoned.Reason.SUPERSEDED);
        assertThat(ends()).hasSize(1);
    }

    @Test
    void a_run_with_a_plan_goes_on_after_a_crash_whatever_was_prepared_meanwhile() throws RunFailed {
        Event<DatasetPrepared> first = snapshot(1);
        learner.duringEpoch(() -> {
            throw new IllegalStateException("killed");
        });
        TrainerProcess before = process("trainer-1");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> before.train(first));
        learner.duringEpoch(() -> {});
        snapshot(2);

        process("trainer-1").train(first);

        assertThat(events.payloads(RunAbandoned.class)).isEmpty();
        assertThat(events.payloads(RunCompleted.class))
                .extracting(RunCompleted::snapshotId)
                .containsExactly(id(first));
    }

    @Test
    void a_run_whose_trainer_died_before_it_had_a_plan_has_not_begun() throws RunFailed {
        Event<DatasetPrepared> first = Examples.journalled(store, WARM, 1);
        TrainerProcess dying = process("trainer-1", new Champions(() -> {
            throw new IllegalStateException("killed");
        }));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> dying.train(first));
        assertThat(store.created()).anyMatch(key -> key.endsWith("/lease.json"));
        Event<DatasetPrepared> second = Examples.journalled(store, WARM, 2);

        process("trainer-2").train(first);

        assertThat(abandoned().supersededBy()).isEqualTo(new SupersededBy(id(second), second.id()));
    }

    @Test
    void a_second_trainer_does_not_give_up_what_the_first_has_begun() throws RunFailed {
        Event<DatasetPrepared> first = snapshot(1);
        TrainerProcess second = process("trainer-2");
        learner.duringEpoch(() -> {
            learner.duringEpoch(() -> {});
            snapshot(2);
            clock.advance(TrainerProcess.LEASE);
            train(second, first);
        });

        process("trainer-1").train(first);

        assertThat(events.payloads(RunAbandoned.class)).isEmpty();
        assertThat(events.ids(RunCompleted.class)).hasSize(1);
    }

    @Test
    void a_snapshot_that_is_prepared_while_a_run_begins_is_trained_after_it() throws RunFailed {
        Event<DatasetPrepared> first = Examples.journalled(store, WARM, 1);
        List<Event<DatasetPrepared>> later = new ArrayList<>();
        TrainerProcess process = process("trainer-1", new Champions(() -> {
            if (later.isEmpty()) {
                later.add(Examples.journalled(store, WARM, 2));
            }
        }));

        process.train(first);
        process.train(later.get(0));

        assertThat(events.payloads(RunAbandoned.class)).isEmpty();
        assertThat(events.payloads(RunCompleted.class))
                .extracting(RunCompleted::snapshotId)
                .containsExactly(id(first), id(later.get(0)));
    }

    @Test
    void batches_that_no_snapshot_holds_yet_take_nobodys_place() throws RunFailed {
        Event<DatasetPrepared> first = snapshot(1);
        Examples.enterBatch(store, TASK, 3, 10);
        Examples.enterBatch(store, TASK, 4, 10);

        process("trainer-1").train(first);

        assertThat(events.payloads(RunCompleted.class)).hasSize(1);
    }

    @Test
    void snapshots_of_another_task_take_nobodys_place() throws RunFailed {
        Event<DatasetPrepared> first = snapshot(1);
        Task other = Examples.task("moods", Examples.probe(2));
        Examples.journalled(store, other, 1);
        Examples.journalled(store, other, 2);

        process("trainer-1").train(first);

        assertThat(events.payloads(RunCompleted.class)).hasSize(1);
    }

    private record Champions(Runnable asked) implements ChampionSource {
        @Override
        public Optional<LiveChampion> live(String task) {
            asked.run();
            return Optional.empty();
        }

        @Override
        public LiveChampion version(String task, int version) {
            return new LiveChampion(
                    version, new ModelFolder("s3://memory/none/", List.of()), List.of(), List.of(), Set.of());
        }
    }

    private Event<DatasetPrepared> snapshot(int n) {
        return Examples.journalled(store, TASK, n);
    }

    private static String id(Event<DatasetPrepared> prepared) {
        return prepared.data().snapshotId();
    }

    private TrainerProcess process(String instance) {
        return process(instance, TrainerProcess.noChampion());
    }

    private TrainerProcess process(String instance, ChampionSource champions) {
        TrainerProcess process = new TrainerProcess(
                instance, store, clock, learner, new ScriptedFeatures().probes(clock), champions, events, disk);
        processes.add(process);
        return process;
    }

    private void startAnew() {
        clock = new ManualClock();
        store = new MemoryStore();
        learner = new ScriptedLearner();
        events = new HeardEvents(clock);
    }

    private boolean dies(Event<DatasetPrepared> prepared) throws RunFailed {
        try {
            process("trainer-1").train(prepared);
            return store.hasFailed();
        } catch (StoreException.Unavailable e) {
            assertThat(e).hasMessageContaining("away");
            return true;
        }
    }

    private static void train(TrainerProcess process, Event<DatasetPrepared> prepared) {
        try {
            process.train(prepared);
        } catch (RunFailed e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> ends() {
        return store.created().stream()
                .filter(key -> key.startsWith(StoreLayout.RUNS) && key.endsWith("/manifest.json"))
                .toList();
    }

    private List<RunAbandoned> abandonedEach() {
        return events.payloads(RunAbandoned.class);
    }

    private RunAbandoned abandoned() {
        assertThat(abandonedEach()).hasSize(1);
        return abandonedEach().get(0);
    }
}
