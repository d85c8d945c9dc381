package dev.graft.registry.promotion;

import static dev.graft.registry.fixture.Verdicts.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventData;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.event.ModelEvaluated.Decision;
import dev.graft.contracts.event.ModelEvaluationRequested;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.ModelRolledBack;
import dev.graft.platform.json.Json;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.RegistryProcess;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.history.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Eight threads of two processes promote, refuse, overrule and roll back one model at the same time. */
class RaceTest {
    private static final int THREADS = 8;
    private static final int STEPS = 60;

    private final MemoryStore store = new MemoryStore();
    private final Broker broker = new Broker();
    private final List<RegistryProcess> processes =
            List.of(new RegistryProcess(store, broker), new RegistryProcess(store, broker));
    private final ConcurrentLinkedQueue<Long> requested = new ConcurrentLinkedQueue<>();

    @Test
    void every_move_is_in_the_history_once_and_the_alias_is_where_it_ends() throws Exception {
        processes.get(0).decide(Verdicts.promote("run-first", null));

        inParallel();

        List<Move> moves =
                new RegistryProcess(store, broker).book(TASK).history().moves();
        assertThat(moves).hasSizeGreaterThan(THREADS);
        assertThat(moves).extracting(Move::sequence).isEqualTo(LongRange.to(moves.size()));
        for (int i = 1; i < moves.size(); i++) {
            assertThat(moves.get(i).previousVersion())
                    .isEqualTo(moves.get(i - 1).version());
        }
        assertThat(moves).extracting(Move::requestKey).doesNotHaveDuplicates();
        assertThat(requested).doesNotHaveDuplicates();
        Move last = moves.get(moves.size() - 1);
        assertThat(alias().sequence()).isEqualTo(last.sequence());
        assertThat(alias().version()).isEqualTo(last.version());
        assertThat(announcedSequences()).containsExactlyInAnyOrderElementsOf(LongRange.to(moves.size()));
        assertOneDecidedVersionForEachRun();
    }

    private void inParallel() throws InterruptedException, ExecutionException {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            all.add(threads.submit(() -> {
                start.await();
                work(number, processes.get(number % processes.size()));
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();
    }

    private void work(int thread, RegistryProcess process) {
        Random random = new Random(thread);
        for (int step = 0; step < STEPS; step++) {
            int die = random.nextInt(6);
            if (die < 4) {
                challenge(process, "run-" + thread + "-" + step, die == 3 ? Decision.REFUSE : Decision.PROMOTE);
            } else if (die == 4) {
                note(process.rollBack(TASK));
            } else {
                note(process.overrule(
                        TASK, 1 + random.nextInt(process.book(TASK).versions().count())));
            }
        }
    }

    /** Evaluates against whatever the alias says, as the evaluator does, as often as the registry asks. */
    private void challenge(RegistryProcess process, String run, Decision decision) {
        int attempt = 1;
        EventData answer;
        do {
            Event<?> event = process.decide(Verdicts.verdict(TASK, run, alias().version(), attempt, decision));
            answer = event.data();
            attempt++;
        } while (answer instanceof ModelEvaluationRequested);
    }

    private void note(MoveOutcome outcome) {
        if (outcome instanceof MoveOutcome.Moved moved) {
            requested.add(moved.move().sequence());
        }
    }

    private List<Long> announcedSequences() {
        List<Long> sequences = new ArrayList<>();
        broker.distinct(ModelPromoted.class).forEach(event -> sequences.add(event.sequence()));
        broker.distinct(ModelRolledBack.class).forEach(event -> sequences.add(event.sequence()));
        return sequences;
    }

    private void assertOneDecidedVersionForEachRun() {
        RegistryProcess fresh = new RegistryProcess(store, broker);
        var versions = fresh.book(TASK).versions();
        assertThat(versions.all()).extracting(version -> version.runId()).doesNotHaveDuplicates();
        assertThat(versions.all())
                .allSatisfy(version -> assertThat(fresh.shelf().decision(TASK, version.number()))
                        .isPresent());
        long refusals = versions.all().stream()
                .map(version -> fresh.shelf().decision(TASK, version.number()).orElseThrow())
                .filter(decision -> Objects.isNull(decision.sequence()))
                .count();
        assertThat(broker.distinct(ModelRejected.class)).hasSize((int) refusals);
    }

    private ModelAlias alias() {
        return store.find(StoreLayout.modelAlias(TASK, ModelAlias.CHAMPION))
                .map(object -> Json.read(object.content(), ModelAlias.class))
                .orElseThrow();
    }

    private static final class LongRange {
        static List<Long> to(int last) {
            return IntStream.rangeClosed(1, last).mapToObj(Long::valueOf).toList();
        }
    }
}
