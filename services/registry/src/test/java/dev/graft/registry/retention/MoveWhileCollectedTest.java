package dev.graft.registry.retention;

import static dev.graft.registry.fixture.Verdicts.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.graft.contracts.StoreLayout;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.Faults;
import dev.graft.registry.fixture.Interruption;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.RegistryProcess;
import dev.graft.registry.fixture.RunFiles;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.promotion.MoveOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Version 1 is about to be collected, and somebody wants it back: one of two processes stops at each of its calls to the
 * store, the other one does all of its work, and the first goes on, or is dead.
 */
class MoveWhileCollectedTest {
    private static final RetentionPolicy NOTHING_EXTRA =
            new RetentionPolicy(0, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    private static final Instant LATER = Instant.parse("2027-02-01T00:00:00Z");
    private static final int MORE_CALLS_THAN_ANY = 60;
    private static final int VERSIONS = 4;

    private final MemoryStore store = new MemoryStore();
    private final Broker broker = new Broker();

    static Stream<Integer> calls() {
        return IntStream.rangeClosed(1, MORE_CALLS_THAN_ANY).boxed();
    }

    static Stream<Faults> deaths() {
        return calls().flatMap(call -> Stream.of(Faults.before(call), Faults.after(call)));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_rollback_in_the_middle_of_a_collection(int call) {
        given();
        AtomicReference<MoveOutcome> outcome = new AtomicReference<>();
        RegistryProcess mover = new RegistryProcess(store, broker);
        Interruption rollback = new Interruption(call, () -> outcome.set(mover.rollBackTo(TASK, 1)));

        collect(new RegistryProcess(rollback.around(store), broker));

        if (rollback.happened()) {
            assertMovedWithFilesOrRefused(outcome.get());
        }
        assertWhatIsLiveHasItsFiles();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_collection_in_the_middle_of_a_rollback(int call) {
        given();
        RegistryProcess collector = new RegistryProcess(store, broker);
        Interruption collection = new Interruption(call, () -> collect(collector));

        MoveOutcome outcome = new RegistryProcess(collection.around(store), broker).rollBackTo(TASK, 1);

        assertMovedWithFilesOrRefused(outcome);
        assertWhatIsLiveHasItsFiles();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_collection_in_the_middle_of_a_rollback_that_another_move_overtakes(int call) {
        given();
        RegistryProcess other = new RegistryProcess(store, broker);
        Interruption both = new Interruption(call, () -> {
            other.overrule(TASK, 3);
            collect(other);
        });

        MoveOutcome outcome = new RegistryProcess(both.around(store), broker).rollBackTo(TASK, 1);

        assertMovedWithFilesOrRefused(outcome);
        assertWhatIsLiveHasItsFiles();
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void a_collection_that_died_is_finished_by_the_next(Faults death) {
        given();
        dying(death, this::collect);

        MoveOutcome outcome = new RegistryProcess(store, broker).rollBackTo(TASK, 1);
        assertMovedWithFilesOrRefused(outcome);
        collect(new RegistryProcess(store, broker));

        assertWhatIsLiveHasItsFiles();
        assertThat(files(2)).isZero();
        assertThat(files(1)).isEqualTo(outcome instanceof MoveOutcome.Moved ? 2 : 0);
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void a_rollback_that_died_keeps_its_aim_until_the_next_move_at_most(Faults death) {
        given();
        dying(death, process -> process.rollBackTo(TASK, 1));
        RegistryProcess next = new RegistryProcess(store, broker);

        next.repairMarked();
        collect(next);
        assertWhatIsLiveHasItsFiles();
        boolean moved = next.book(TASK).history().live().orElseThrow() == 1;
        promote(next, VERSIONS + 1);
        promote(next, VERSIONS + 2);
        collect(next);

        assertWhatIsLiveHasItsFiles();
        assertThat(files(1)).isZero();
        assertThat(moved).isEqualTo(next.book(TASK).history().length() == VERSIONS + 3);
    }

    /** Version 4 is live, 3 is where a rollback goes; 1 and 2 are garbage. */
    private void given() {
        RegistryProcess process = new RegistryProcess(store, broker);
        for (int version = 1; version <= VERSIONS; version++) {
            promote(process, version);
        }
    }

    private void promote(RegistryProcess process, int version) {
        new RunFiles(store).completed(TASK, "run-" + version);
        process.decide(Verdicts.promote(
                "run-" + version, process.book(TASK).history().live().orElse(null)));
    }

    private void collect(RegistryProcess process) {
        process.collector(NOTHING_EXTRA, Kept.NOTHING, 100, LATER).collect(false);
    }

    private void dying(Faults death, Consumer<RegistryProcess> work) {
        RegistryProcess process = new RegistryProcess(store, broker, death);
        assertThatCode(() -> work.accept(process))
                .satisfiesAnyOf(
                        nothing -> assertThat(nothing).isNull(),
                        thrown -> assertThat(thrown).isInstanceOf(Faults.Crash.class));
    }

    private void assertMovedWithFilesOrRefused(MoveOutcome outcome) {
        if (outcome instanceof MoveOutcome.Moved) {
            assertThat(files(1)).isEqualTo(2);
        } else {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            MoveOutcome.Impossible.class,
                            impossible -> assertThat(impossible.explanation()).contains("its files were given up"));
        }
    }

    private void assertWhatIsLiveHasItsFiles() {
        var history = new RegistryProcess(store, broker).book(TASK).history();
        assertThat(files(history.live().orElseThrow())).isEqualTo(2);
        assertThat(files(history.previousChampion().orElse(history.live().orElseThrow())))
                .isEqualTo(2);
    }

    private int files(int version) {
        return store.list(StoreLayout.runPrefix("run-" + version) + "attempts/").size();
    }
}
