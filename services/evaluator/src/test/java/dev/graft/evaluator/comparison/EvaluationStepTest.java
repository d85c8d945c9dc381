package dev.graft.evaluator.comparison;

import static dev.graft.evaluator.fixture.Snapshots.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Split;
import dev.graft.evaluator.answering.LoadedModels;
import dev.graft.evaluator.answering.ModelAnswers;
import dev.graft.evaluator.answering.storage.ObjectFiles;
import dev.graft.evaluator.answering.storage.StoredDatasets;
import dev.graft.evaluator.fixture.FakeModels;
import dev.graft.evaluator.fixture.MemoryStore;
import dev.graft.evaluator.fixture.Runs;
import dev.graft.evaluator.fixture.Snapshots;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.Events;
import dev.graft.platform.step.Steps;
import dev.graft.platform.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The step as the service puts it together, with a store that is away at each of its calls in turn. */
class EvaluationStepTest {
    private static final List<String> LABELS = List.of("delivery", "payment");
    private static final String MANIFEST = StoreLayout.evaluation("run-1", 1);

    /** Looks for the manifest, fetches snapshot and shard, puts the document, writes the manifest. */
    private static final int CALLS = 5;

    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();
    private final FakeModels models = new FakeModels();
    private final Clock clock = Clock.systemUTC();
    private final Steps steps = new Steps(store, new EventCodec());
    private final Events events = new Events(clock, "evaluator");

    static Stream<Arguments> calls() {
        Stream<Arguments> before =
                Stream.iterate(1, call -> call <= CALLS, call -> call + 1).map(call -> Arguments.of(call, false));
        Stream<Arguments> afterTheWrites = Stream.of(Arguments.of(CALLS - 1, true), Arguments.of(CALLS, true));
        return Stream.concat(before, afterTheWrites);
    }

    @ParameterizedTest(name = "call {0}, after its effect: {1}")
    @MethodSource("calls")
    void a_failure_at_any_call_and_a_redelivery_give_one_manifest_and_one_event(int call, boolean afterItsEffect)
            throws IOException {
        RunCompleted run = run();
        store.failAtCall(call, afterItsEffect);

        assertThatThrownBy(() -> announce(run, emptyFolder())).isInstanceOf(StoreException.Unavailable.class);
        Event<?> first = announce(run, emptyFolder());
        Event<?> second = announce(run, emptyFolder());

        assertThat(store.created()).containsExactly(MANIFEST);
        assertThat(second).isEqualTo(first);
        assertThat(steps.find(MANIFEST)).isEqualTo(Optional.of(first));
    }

    @Test
    void makes_no_other_calls() throws IOException {
        RunCompleted run = run();
        store.failAtCall(0, false);

        announce(run, emptyFolder());

        assertThat(store.calls()).isEqualTo(CALLS);
    }

    private RunCompleted run() {
        ObjectRef snapshot = new Snapshots(store, "messages", LABELS, Gate.DEFAULT)
                .with("first", rows("first", Split.TEST, "delivery", 20));
        return Runs.completed(
                "messages", "run-1", snapshot, models.add("good", LABELS, text -> text.split(" ", -1)[1]));
    }

    /** A service that has just started: nothing cached. */
    private Event<?> announce(RunCompleted run, Path cache) {
        EvaluateChallenger evaluate = new EvaluateChallenger(
                task -> Optional.empty(),
                new StoredDatasets(new ObjectFiles(store, cache, 1 << 20, 1 << 20, clock), 1 << 20),
                new LoadedModels(models, 1),
                new ModelAnswers(1 << 20),
                store,
                clock);
        return steps.once(MANIFEST, () -> {
            Conclusion conclusion = evaluate.evaluate(run, 1);
            return new Steps.Outcome(
                    events.causedBy(Runs.event(run), MANIFEST, conclusion.verdict()), conclusion.evaluation());
        });
    }

    private Path emptyFolder() throws IOException {
        return Files.createTempDirectory(folder, "cache");
    }
}
