package dev.graft.evaluator.comparison;

import static dev.graft.contracts.event.ModelEvaluated.Decision.INCONCLUSIVE;
import static dev.graft.contracts.event.ModelEvaluated.Decision.PROMOTE;
import static dev.graft.contracts.event.ModelEvaluated.Decision.REFUSE;
import static dev.graft.evaluator.fixture.Snapshots.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.Evaluation;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RuleOutcome;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.Scores;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Split;
import dev.graft.evaluator.answering.LiveModels;
import dev.graft.evaluator.answering.LoadedModels;
import dev.graft.evaluator.answering.ModelAnswers;
import dev.graft.evaluator.answering.UnusableInput;
import dev.graft.evaluator.answering.storage.ObjectFiles;
import dev.graft.evaluator.answering.storage.StoredDatasets;
import dev.graft.evaluator.fixture.FakeModels;
import dev.graft.evaluator.fixture.MemoryStore;
import dev.graft.evaluator.fixture.Runs;
import dev.graft.evaluator.fixture.Snapshots;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateChallengerTest {
    private static final String TASK = "messages";
    private static final List<String> LABELS = List.of("delivery", "payment");

    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();
    private final FakeModels models = new FakeModels();
    private final Snapshots snapshots = new Snapshots(store, TASK, LABELS, Gate.DEFAULT);
    private final List<ModelVersion> live = new ArrayList<>();
    private LoadedModels loaded;
    private boolean unsigned;
    private EvaluateChallenger evaluate;

    @BeforeEach
    void wire() {
        Clock clock = Clock.systemUTC();
        loaded = new LoadedModels(models, 1);
        evaluate = new EvaluateChallenger(
                new Registry(),
                new StoredDatasets(new ObjectFiles(store, folder, 1 << 20, 1 << 20, clock), 1 << 20),
                loaded,
                new ModelAnswers(1 << 20),
                store,
                clock);
    }

    @Test
    void promotes_a_first_model_that_beats_the_majority_class() {
        ModelFolder good = models.add("good", LABELS, EvaluateChallengerTest::right);

        ModelEvaluated verdict = verdict(good, firstBatch());

        assertThat(verdict.decision()).isEqualTo(PROMOTE);
        assertThat(verdict.championVersion()).isNull();
        assertThat(verdict.champion()).isNull();
        assertThat(verdict.challenger().rows()).isEqualTo(40);
        assertThat(verdict.challenger().accuracy()).isEqualTo(1);
        assertThat(rule(verdict, "beats-majority-class").passed()).isTrue();
    }

    @Test
    void measures_what_a_model_loses_that_serves_in_less_than_it_was_trained_in_and_judges_what_serves() {
        ModelFolder rounded =
                models.addRounded("rounded", LABELS, text -> wrongEvery(4, text), EvaluateChallengerTest::right);

        Conclusion conclusion = conclude(rounded, firstBatch());

        assertThat(conclusion.verdict().challenger().accuracy()).isLessThan(1);
        assertThat(conclusion.evaluation().robustness())
                .filteredOn(each -> each.change().equals("int8"))
                .singleElement()
                .satisfies(loss -> {
                    assertThat(loss.rows()).isEqualTo(40);
                    assertThat(loss.challenger().unchanged()).isEqualTo(1);
                    assertThat(loss.challenger().changed())
                            .isEqualTo(conclusion.verdict().challenger().macroF1());
                });
        assertThat(models.closed()).contains("rounded-trained");
    }

    @Test
    void refuses_a_first_model_that_always_says_the_same() {
        ModelFolder constant = models.add("constant", LABELS, text -> "payment");

        ModelEvaluated verdict = verdict(constant, firstBatch());

        assertThat(verdict.decision()).isEqualTo(REFUSE);
        assertThat(rule(verdict, "beats-majority-class").refuses()).isTrue();
    }

    @Test
    void promotes_a_challenger_that_is_better() {
        champion(models.add("mediocre", LABELS, text -> wrongEvery(4, text)), firstBatch());

        ModelEvaluated verdict = verdict(models.add("good", LABELS, EvaluateChallengerTest::right), secondBatch());

        assertThat(verdict.decision()).isEqualTo(PROMOTE);
        assertThat(verdict.championVersion()).isEqualTo(1);
        assertThat(verdict.champion().rows())
                .isEqualTo(verdict.challenger().rows())
                .isEqualTo(80);
        assertThat(rule(verdict, "gain").value()).isGreaterThan(0.2);
    }

    @Test
    void refuses_a_challenger_that_is_worse() {
        champion(models.add("good", LABELS, EvaluateChallengerTest::right), firstBatch());

        ModelEvaluated verdict = verdict(models.add("mediocre", LABELS, text -> wrongEvery(4, text)), secondBatch());

        assertThat(verdict.decision()).isEqualTo(REFUSE);
        assertThat(verdict.summary()).startsWith("Refused: the challenger's macro F1 falls");
    }

    @Test
    void refuses_a_tie() {
        champion(models.add("good", LABELS, EvaluateChallengerTest::right), firstBatch());

        ModelEvaluated verdict =
                verdict(models.add("twin", LABELS, 0.8f, EvaluateChallengerTest::right), secondBatch());

        assertThat(verdict.decision()).isEqualTo(REFUSE);
        assertThat(verdict.summary()).contains("a tie does not replace the champion");
    }

    @Test
    void refuses_a_gain_that_earlier_rows_pay_for() {
        champion(
                models.add("old-hand", LABELS, text -> text.startsWith("first") ? right(text) : "payment"),
                firstBatch());

        ModelFolder newcomer =
                models.add("newcomer", LABELS, text -> text.startsWith("second") ? right(text) : wrongEvery(3, text));
        ModelEvaluated verdict = verdict(newcomer, secondBatch());

        assertThat(verdict.decision()).isEqualTo(REFUSE);
        assertThat(rule(verdict, "gain").passed()).isTrue();
        assertThat(rule(verdict, "no-loss-on-earlier").refuses()).isTrue();
    }

    @Test
    void scores_earlier_and_new_test_rows_apart() {
        champion(
                models.add("old-hand", LABELS, text -> text.startsWith("first") ? right(text) : "payment"),
                firstBatch());

        Evaluation evaluation = conclude(models.add("good", LABELS, EvaluateChallengerTest::right), secondBatch())
                .evaluation();

        assertThat(evaluation.slices()).extracting(Evaluation.Slice::name).startsWith("all", "earlier", "batch");
        assertThat(slice(evaluation, "earlier").champion().accuracy()).isEqualTo(1);
        assertThat(slice(evaluation, "batch").champion().accuracy()).isEqualTo(0.5);
        assertThat(slice(evaluation, "batch").challenger().rows()).isEqualTo(40);
        assertThat(slice(evaluation, "all").challenger().confusion())
                .containsExactly(List.of(40L, 0L), List.of(0L, 40L));
    }

    @Test
    void compares_labels_by_name_when_the_champion_has_them_in_another_order() {
        champion(models.add("good", List.of("payment", "delivery"), EvaluateChallengerTest::right), firstBatch());

        ModelEvaluated verdict = verdict(models.add("twin", LABELS, EvaluateChallengerTest::right), secondBatch());

        assertThat(verdict.champion()).isEqualTo(verdict.challenger());
        assertThat(verdict.summary()).contains("tie");
    }

    @Test
    void promotes_a_challenger_of_a_new_task_version_that_knows_a_label_more() {
        champion(models.add("good", LABELS, EvaluateChallengerTest::right), firstBatch());
        List<String> more = List.of("refund", "delivery", "payment");
        snapshots.redeclare(more);
        ObjectRef snapshot = snapshots.with("second", rows("second", Split.TEST, "refund", 20));

        Conclusion conclusion = conclude(models.add("wider", more, EvaluateChallengerTest::right), snapshot);

        assertThat(conclusion.verdict().decision()).isEqualTo(PROMOTE);
        assertThat(conclusion.evaluation().slices())
                .extracting(Evaluation.Slice::name)
                .contains("shared-labels");
        assertThat(slice(conclusion.evaluation(), "shared-labels").challenger().rows())
                .isEqualTo(40);
        assertThat(rule(conclusion.verdict(), "new-labels").severity()).isEqualTo(RuleOutcome.Severity.ADVISORY);
    }

    @Test
    void refuses_a_challenger_that_forgot_a_label_of_the_champion() {
        champion(models.add("good", LABELS, EvaluateChallengerTest::right), firstBatch());
        List<String> other = List.of("delivery", "refund");
        snapshots.redeclare(other);

        ModelEvaluated verdict = verdict(models.add("other", other, text -> "delivery"), secondBatch());

        assertThat(verdict.decision()).isEqualTo(REFUSE);
        assertThat(rule(verdict, "keeps-champion-labels").refuses()).isTrue();
    }

    @Test
    void leaves_open_where_no_test_rows_are() {
        ObjectRef snapshot = snapshots.with("first", rows("first", Split.TRAIN, "delivery", 20));

        ModelEvaluated first = verdict(models.add("good", LABELS, EvaluateChallengerTest::right), snapshot);
        champion(FakeModels.folder("good"), snapshot);
        ModelEvaluated second = verdict(models.add("better", LABELS, EvaluateChallengerTest::right), snapshot);

        assertThat(List.of(first, second)).allSatisfy(verdict -> {
            assertThat(verdict.decision()).isEqualTo(INCONCLUSIVE);
            assertThat(rule(verdict, "enough-test-rows").keepsChampion()).isTrue();
            assertThat(verdict.moreLabelledRows()).isEqualTo(100);
            assertThat(verdict.challenger()).isEqualTo(new Scores(0, 0, 0, 0));
        });
    }

    @Test
    void never_shows_a_warning_as_a_failure_that_refuses() {
        List<String> labels = List.of("delivery", "payment", "never-seen");
        snapshots.redeclare(labels);

        ModelEvaluated verdict = verdict(models.add("good", labels, EvaluateChallengerTest::right), firstBatch());

        RuleOutcome warning = rule(verdict, "classes-without-test-rows");
        assertThat(verdict.decision()).isEqualTo(PROMOTE);
        assertThat(warning.passed()).isFalse();
        assertThat(warning.refuses()).isFalse();
    }

    @Test
    void refuses_a_challenger_whose_files_are_missing() {
        ModelEvaluated verdict = verdict(FakeModels.folder("lost"), firstBatch());

        assertUnusable(verdict, "The challenger cannot be used: there is no object");
    }

    @Test
    void refuses_a_challenger_whose_answers_are_no_numbers() {
        ModelEvaluated verdict =
                verdict(models.add("diverged", LABELS, Float.NaN, EvaluateChallengerTest::right), firstBatch());

        assertUnusable(verdict, "The challenger cannot be used: it answers a row with something else");
    }

    @Test
    void refuses_when_the_champion_cannot_be_read_since_nobody_can_compare() {
        champion(FakeModels.folder("lost"), firstBatch());

        ModelEvaluated verdict = verdict(models.add("good", LABELS, EvaluateChallengerTest::right), secondBatch());

        assertUnusable(verdict, "The champion, version 1, cannot be used");
        assertThat(verdict.championVersion()).isEqualTo(1);
    }

    @Test
    void refuses_when_nobody_stands_behind_the_champion_and_does_not_load_it() {
        champion(models.add("good", LABELS, EvaluateChallengerTest::right), firstBatch());
        unsigned = true;

        ModelEvaluated verdict = verdict(models.add("better", LABELS, EvaluateChallengerTest::right), secondBatch());

        assertUnusable(verdict, "The champion, version 1, cannot be used: it is not signed");
        assertThat(loaded.loaded()).isZero();
    }

    @Test
    void refuses_when_the_snapshot_is_not_what_was_announced() {
        ObjectRef snapshot = firstBatch();
        ObjectRef announced = new ObjectRef(snapshot.uri(), Hashes.sha256(new byte[0]), 0);

        ModelEvaluated verdict = verdict(models.add("good", LABELS, EvaluateChallengerTest::right), announced);

        assertUnusable(verdict, "The challenger's snapshot cannot be used: object " + snapshot.uri());
    }

    @Test
    void refers_to_the_stored_evaluation() {
        Conclusion conclusion = conclude(models.add("good", LABELS, EvaluateChallengerTest::right), firstBatch());

        ObjectRef document = conclusion.verdict().evaluation();
        byte[] content = store.find(document.uri().replace("s3://memory/", ""))
                .orElseThrow()
                .content();
        assertThat(Hashes.sha256(content)).isEqualTo(document.sha256());
        assertThat(Json.read(content, Evaluation.class)).isEqualTo(conclusion.evaluation());
    }

    @Test
    void keeps_the_model_in_memory_that_will_be_live() {
        champion(models.add("mediocre", LABELS, text -> wrongEvery(4, text)), firstBatch());

        verdict(models.add("good", LABELS, EvaluateChallengerTest::right), secondBatch());

        assertThat(models.closed()).containsExactly("mediocre");
        assertThat(loaded.loaded()).isEqualTo(1);
    }

    @Test
    void asks_a_champion_only_about_rows_that_it_has_not_answered() {
        ModelFolder good = models.add("good", LABELS, EvaluateChallengerTest::right);
        verdict(good, firstBatch());
        champion(good, null);
        models.answered().clear();
        models.loaded().clear();

        verdict(models.add("twin", LABELS, EvaluateChallengerTest::right), secondBatch());

        assertThat(models.answered().stream().filter(each -> each.startsWith("good: ")))
                .hasSize(40 + 2 * 40)
                .noneMatch(each -> each.startsWith("good: first"));
        assertThat(models.loaded()).containsExactly("twin");
    }

    /** What the test made live, and whether somebody stands behind it. */
    private final class Registry implements LiveModels {
        @Override
        public Optional<ModelVersion> champion(String task) {
            return live.stream().reduce((one, other) -> other);
        }

        @Override
        public void requireTrusted(ModelVersion champion) throws UnusableInput {
            if (unsigned) {
                throw new UnusableInput("it is not signed").of("The champion, version " + champion.version() + ",");
            }
        }
    }

    private void champion(ModelFolder model, ObjectRef snapshot) {
        ObjectRef trainedOn = snapshot == null ? lastSnapshot : snapshot;
        live.add(Runs.version(live.size() + 1, Runs.completed(TASK, "run-champion", trainedOn, model)));
    }

    private ObjectRef lastSnapshot;

    private ObjectRef firstBatch() {
        return batch("first");
    }

    private ObjectRef secondBatch() {
        return batch("second");
    }

    private ObjectRef batch(String name) {
        List<DatasetRow> all = new ArrayList<>();
        LABELS.forEach(label -> {
            all.addAll(rows(name, Split.TRAIN, label, 3));
            all.addAll(rows(name, Split.VALIDATION, label, 2).stream()
                    .map(row -> new DatasetRow("v" + row.rowId(), "validation " + row.text(), label, row.split(), name))
                    .toList());
            all.addAll(rows(name, Split.TEST, label, 20));
        });
        lastSnapshot = snapshots.with(name, all);
        return lastSnapshot;
    }

    private ModelEvaluated verdict(ModelFolder model, ObjectRef snapshot) {
        return conclude(model, snapshot).verdict();
    }

    private Conclusion conclude(ModelFolder model, ObjectRef snapshot) {
        RunCompleted run = Runs.completed(TASK, "run-1", snapshot, model);
        Conclusion conclusion = evaluate.evaluate(run, 1);
        assertThat(conclusion.verdict().run()).isEqualTo(run);
        assertThat(conclusion.verdict().rules()).isNotEmpty();
        assertThat(Json.tree(conclusion).toString()).doesNotContain("NaN", "Infinity");
        return conclusion;
    }

    private static void assertUnusable(ModelEvaluated verdict, String sentence) {
        assertThat(verdict.decision()).isEqualTo(REFUSE);
        assertThat(verdict.summary()).startsWith("Refused: " + sentence);
        assertThat(rule(verdict, "usable-inputs").refuses()).isTrue();
        assertThat(verdict.challenger()).isEqualTo(new Scores(0, 0, 0, 0));
    }

    private static RuleOutcome rule(ModelEvaluated verdict, String name) {
        return verdict.rules().stream()
                .filter(rule -> rule.rule().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no rule " + name + " in " + verdict.rules()));
    }

    private static Evaluation.Slice slice(Evaluation evaluation, String name) {
        return evaluation.slices().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The texts say their label: {@code batch label number}. */
    private static String right(String text) {
        return text.split(" ", -1)[1];
    }

    private static String wrongEvery(int n, String text) {
        boolean wrong = Integer.parseInt(text.split(" ", -1)[2]) % n == 0;
        return Optional.of(right(text))
                .map(label -> wrong == label.equals("delivery") ? "payment" : "delivery")
                .orElseThrow();
    }
}
