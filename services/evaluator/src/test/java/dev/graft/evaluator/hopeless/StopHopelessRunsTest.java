package dev.graft.evaluator.hopeless;

import static dev.graft.evaluator.fixture.Runs.epoch;
import static dev.graft.evaluator.fixture.Runs.started;
import static dev.graft.evaluator.fixture.Snapshots.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RunStopRequested;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Split;
import dev.graft.evaluator.answering.LoadedModels;
import dev.graft.evaluator.answering.ModelAnswers;
import dev.graft.evaluator.answering.UnusableInput;
import dev.graft.evaluator.answering.storage.ObjectFiles;
import dev.graft.evaluator.answering.storage.StoredDatasets;
import dev.graft.evaluator.fixture.FakeModels;
import dev.graft.evaluator.fixture.MemoryStore;
import dev.graft.evaluator.fixture.Runs;
import dev.graft.evaluator.fixture.Snapshots;
import dev.graft.learning.gate.HopelessRunRule;
import dev.graft.learning.gate.MedianRule;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopHopelessRunsTest {
    private static final String TASK = "messages";
    private static final List<String> LABELS = List.of("delivery", "payment");

    /** Flat far below the champion for longer than the patience of 3: the bound is its best score. */
    private static final double[] HOPELESS = {0.40, 0.42, 0.41, 0.42, 0.42, 0.42};

    /** Rises to where the champion is. */
    private static final double[] PROMISING = {0.40, 0.55, 0.67, 0.75, 0.82, 0.86};

    /** Rises too steadily for its curve to be given up, but far below the promising runs. */
    private static final double[] LAGGING = {0.1, 0.2, 0.3, 0.4};

    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();
    private final FakeModels models = new FakeModels();
    private final Snapshots snapshots =
            new Snapshots(store, TASK, LABELS, new Gate(Gate.ACCURACY, null, null, null, null, null));
    private final LoadedModels loaded = new LoadedModels(models, 1);
    private Optional<ModelVersion> live = Optional.empty();
    private ObjectRef snapshot;
    private StopHopelessRuns runs;

    @BeforeEach
    void wire() {
        snapshot = snapshots.with("first", rows("first", Split.VALIDATION, "delivery", 20));
        runs = watching(new MedianRule(3, 3, 0.02));
    }

    @Test
    void asks_a_run_to_stop_whose_curve_stays_flat_below_the_champion() throws UnusableInput {
        champion(LABELS);
        runs.onStart(started(TASK, "run-1", snapshot, 1, 0));

        RunStopRequested wish = follow("run-1", HOPELESS).orElseThrow();

        assertThat(wish.reason()).isEqualTo(RunStopRequested.Reason.HOPELESS);
        assertThat(wish.runId()).isEqualTo("run-1");
        assertThat(wish.requestedBy()).isEqualTo("evaluator");
        assertThat(wish.explanation()).contains("0.4200", "below the champion's 1.0000");
    }

    @Test
    void lets_a_run_go_on_that_may_be_worse_than_the_champion_by_as_much() throws UnusableInput {
        Gate lenient = new Gate(Gate.ACCURACY, null, null, null, null, null, null, 0.6, null, null);
        ObjectRef other = new Snapshots(store, TASK, LABELS, lenient)
                .with("lenient", rows("lenient", Split.VALIDATION, "delivery", 20));
        champion(LABELS);
        runs.onStart(started(TASK, "run-1", other, 1, 0));

        assertThat(follow("run-1", HOPELESS)).isEmpty();
    }

    @Test
    void lets_a_promising_run_go_on() throws UnusableInput {
        champion(LABELS);
        runs.onStart(started(TASK, "run-1", snapshot, 1, 0));

        assertThat(follow("run-1", PROMISING)).isEmpty();
    }

    @Test
    void asks_again_in_the_same_words_when_the_epoch_comes_again_and_not_at_the_next() throws UnusableInput {
        champion(LABELS);
        runs.onStart(started(TASK, "run-1", snapshot, 1, 0));
        Optional<RunStopRequested> first = Optional.empty();
        int hopelessAt = 0;
        while (first.isEmpty()) {
            hopelessAt++;
            first = runs.onEpoch(epoch(TASK, "run-1", hopelessAt, 0.42));
        }

        assertThat(runs.onEpoch(epoch(TASK, "run-1", hopelessAt, 0.42))).isEqualTo(first);
        assertThat(runs.onEpoch(epoch(TASK, "run-1", hopelessAt + 1, 0.42))).isEmpty();
    }

    @Test
    void decides_when_the_start_is_heard_after_the_first_epochs() throws UnusableInput {
        champion(LABELS);
        follow("run-1", 0.40, 0.42, 0.41);
        runs.onStart(started(TASK, "run-1", snapshot, 1, 0));

        assertThat(follow("run-1", HOPELESS)).isPresent();
    }

    @Test
    void stops_no_run_without_a_champion() throws UnusableInput {
        runs.onStart(started(TASK, "run-1", snapshot, 1, 0));

        assertThat(follow("run-1", HOPELESS)).isEmpty();
    }

    @Test
    void stops_no_run_when_the_champion_knows_other_labels() throws UnusableInput {
        champion(List.of("delivery", "payment", "refund"));
        runs.onStart(started(TASK, "run-1", snapshot, 1, 0));

        assertThat(follow("run-1", HOPELESS)).isEmpty();
        assertThat(models.answered()).isEmpty();
    }

    @Test
    void compares_with_a_champion_whose_labels_are_in_another_order() throws UnusableInput {
        champion(List.of("payment", "delivery"));
        runs.onStart(started(TASK, "run-1", snapshot, 1, 0));

        assertThat(follow("run-1", HOPELESS)).isPresent();
    }

    @Test
    void stops_no_run_whose_first_epochs_it_has_not_heard() throws UnusableInput {
        champion(LABELS);
        runs.onStart(started(TASK, "run-1", snapshot, 1, 0));
        for (int number = 3; number <= 10; number++) {
            assertThat(runs.onEpoch(epoch(TASK, "run-1", number, 0.42))).isEmpty();
        }
    }

    @Test
    void leaves_a_run_alone_that_ends_soon_and_does_not_even_look_at_the_champion() throws UnusableInput {
        champion(LABELS);
        runs.onStart(started(TASK, "run-1", snapshot, 1, 0));
        for (int number = 1; number <= HOPELESS.length; number++) {
            assertThat(runs.onEpoch(epoch(TASK, "run-1", number, HOPELESS[number - 1], 1.5)))
                    .isEmpty();
        }
        assertThat(models.loaded()).isEmpty();
    }

    @Test
    void forgets_the_epochs_that_a_later_trainer_runs_again() throws UnusableInput {
        champion(LABELS);
        runs.onStart(started(TASK, "run-1", snapshot, 1, 0));
        follow("run-1", 0.40, 0.42, 0.41);
        runs.onStart(started(TASK, "run-1", snapshot, 2, 1));
        runs.onStart(started(TASK, "run-1", snapshot, 1, 0));

        assertThat(runs.onEpoch(epoch(TASK, "run-1", 2, 0.6))).isEmpty();
        assertThat(runs.onEpoch(epoch(TASK, "run-1", 3, 0.7))).isEmpty();
    }

    @Test
    void scores_the_champion_once_for_a_snapshot() throws UnusableInput {
        champion(LABELS);
        runs.onStart(started(TASK, "run-1", snapshot, 1, 0));
        runs.onStart(started(TASK, "run-2", snapshot, 1, 0));

        follow("run-1", PROMISING);
        follow("run-2", PROMISING);

        assertThat(models.answered()).hasSize(20);
    }

    @Test
    void cannot_say_where_the_champion_is_lost() {
        live = Optional.of(Runs.version(1, Runs.completed(TASK, "run-0", snapshot, FakeModels.folder("lost"))));
        runs.onStart(started(TASK, "run-1", snapshot, 1, 0));

        assertThatThrownBy(() -> follow("run-1", HOPELESS)).isInstanceOf(UnusableInput.class);
    }

    @Test
    void forgets_the_oldest_of_very_many_runs() throws UnusableInput {
        champion(LABELS);
        for (int run = 0; run < 300; run++) {
            runs.onStart(started(TASK, "run-" + run, snapshot, 1, 0));
        }

        assertThat(follow("run-0", HOPELESS)).isEmpty();
        assertThat(follow("run-299", HOPELESS)).isPresent();
    }

    @Test
    void asks_a_run_to_stop_that_lags_behind_its_siblings() throws UnusableInput {
        champion(LABELS);
        siblings("run-a", "run-b", "run-c");
        runs.onStart(started(TASK, "laggard", snapshot, 1, 0));

        RunStopRequested wish = follow("laggard", LAGGING).orElseThrow();

        assertThat(wish.reason()).isEqualTo(RunStopRequested.Reason.HOPELESS);
        assertThat(wish.explanation())
                .isEqualTo("After 3 of 20 epochs the best validation score is 0.3000, below the champion's 1.0000 and"
                        + " below the median 0.5400 of 3 sibling runs after as many epochs.");
    }

    @Test
    void does_not_stop_a_laggard_before_three_siblings_have_come_as_far() throws UnusableInput {
        champion(LABELS);
        siblings("run-a", "run-b");
        runs.onStart(started(TASK, "run-c", snapshot, 1, 0));
        follow("run-c", 0.40, 0.55);
        runs.onStart(started(TASK, "laggard", snapshot, 1, 0));

        assertThat(follow("laggard", 0.1, 0.2, 0.3)).isEmpty();
        runs.onEpoch(epoch(TASK, "run-c", 3, 0.67));
        runs.onEpoch(epoch(TASK, "run-c", 4, 0.75));

        assertThat(runs.onEpoch(epoch(TASK, "laggard", 4, 0.4))).isPresent();
    }

    @Test
    void counts_a_repeated_siblings_epochs_once() throws UnusableInput {
        champion(LABELS);
        siblings("run-a", "run-b", "run-a", "run-b", "run-a");
        runs.onStart(started(TASK, "laggard", snapshot, 1, 0));

        assertThat(follow("laggard", LAGGING)).isEmpty();
    }

    @Test
    void does_not_count_the_epochs_that_a_siblings_later_trainer_runs_again() throws UnusableInput {
        champion(LABELS);
        siblings("run-a", "run-b", "run-c");
        runs.onStart(started(TASK, "run-c", snapshot, 2, 1));
        runs.onStart(started(TASK, "laggard", snapshot, 1, 0));

        assertThat(follow("laggard", LAGGING)).isEmpty();
    }

    @Test
    void asks_a_laggard_again_in_the_same_words_although_further_siblings_came() throws UnusableInput {
        champion(LABELS);
        siblings("run-a", "run-b", "run-c");
        runs.onStart(started(TASK, "laggard", snapshot, 1, 0));
        Optional<RunStopRequested> first = follow("laggard", 0.1, 0.2, 0.3);
        siblings("run-d");

        assertThat(first).isPresent();
        assertThat(runs.onEpoch(epoch(TASK, "laggard", 3, 0.3))).isEqualTo(first);
        assertThat(runs.onEpoch(epoch(TASK, "laggard", 2, 0.2))).isEmpty();
        assertThat(runs.onEpoch(epoch(TASK, "laggard", 4, 0.4))).isEmpty();
        assertThat(runs.onEpoch(epoch(TASK, "laggard", 3, 0.3))).isEqualTo(first);
    }

    @Test
    void judges_a_laggard_anew_whose_later_trainer_runs_the_epoch_again() throws UnusableInput {
        champion(LABELS);
        siblings("run-a", "run-b", "run-c");
        runs.onStart(started(TASK, "laggard", snapshot, 1, 0));
        assertThat(follow("laggard", 0.1, 0.2, 0.3)).isPresent();
        runs.onStart(started(TASK, "laggard", snapshot, 2, 2));

        assertThat(runs.onEpoch(epoch(TASK, "laggard", 3, 0.6))).isEmpty();
    }

    @Test
    void does_not_stop_a_laggard_twice_whose_later_trainer_goes_on_after_the_wish() throws UnusableInput {
        champion(LABELS);
        siblings("run-a", "run-b", "run-c");
        runs.onStart(started(TASK, "laggard", snapshot, 1, 0));
        assertThat(follow("laggard", 0.1, 0.2, 0.3)).isPresent();
        runs.onStart(started(TASK, "laggard", snapshot, 2, 3));

        assertThat(runs.onEpoch(epoch(TASK, "laggard", 4, 0.3))).isEmpty();
    }

    @Test
    void never_stops_a_run_by_its_siblings_that_has_reached_the_champion() throws UnusableInput {
        ModelFolder weak = models.add("weak", LABELS, text -> "payment");
        live = Optional.of(Runs.version(1, Runs.completed(TASK, "run-0", snapshot, weak)));
        siblings("run-a", "run-b", "run-c");
        runs.onStart(started(TASK, "laggard", snapshot, 1, 0));

        assertThat(follow("laggard", LAGGING)).isEmpty();
    }

    @Test
    void compares_no_runs_with_each_other_when_that_is_switched_off() throws UnusableInput {
        champion(LABELS);
        runs = watching(null);
        siblings("run-a", "run-b", "run-c");
        runs.onStart(started(TASK, "laggard", snapshot, 1, 0));

        assertThat(follow("laggard", LAGGING)).isEmpty();
    }

    @Test
    void does_not_take_the_runs_of_another_task_for_siblings() throws UnusableInput {
        champion(LABELS);
        for (String other : List.of("run-a", "run-b", "run-c")) {
            for (int number = 1; number <= PROMISING.length; number++) {
                runs.onEpoch(epoch("another", other, number, PROMISING[number - 1]));
            }
        }
        runs.onStart(started(TASK, "laggard", snapshot, 1, 0));

        assertThat(follow("laggard", LAGGING)).isEmpty();
    }

    private StopHopelessRuns watching(@Nullable MedianRule siblings) {
        StoredDatasets datasets =
                new StoredDatasets(new ObjectFiles(store, folder, 1 << 20, 1 << 20, Clock.systemUTC()), 1 << 20);
        ChampionScores champions = new ChampionScores(task -> live, datasets, loaded, new ModelAnswers(1 << 20));
        return new StopHopelessRuns(champions, HopelessRunRule.defaults(), siblings, Duration.ofSeconds(2));
    }

    /** Runs that do well. */
    private void siblings(String... names) throws UnusableInput {
        for (String name : names) {
            runs.onStart(started(TASK, name, snapshot, 1, 0));
            follow(name, PROMISING);
        }
    }

    private void champion(List<String> labels) {
        ModelFolder model = models.add("champion", labels, text -> text.split(" ", -1)[1]);
        live = Optional.of(Runs.version(1, Runs.completed(TASK, "run-0", snapshot, model)));
    }

    /** The first wish, if one of the epochs brought one. */
    private Optional<RunStopRequested> follow(String run, double... scores) throws UnusableInput {
        Optional<RunStopRequested> wish = Optional.empty();
        for (int number = 1; number <= scores.length; number++) {
            Optional<RunStopRequested> next = runs.onEpoch(epoch(TASK, run, number, scores[number - 1]));
            wish = wish.or(() -> next);
        }
        return wish;
    }
}
