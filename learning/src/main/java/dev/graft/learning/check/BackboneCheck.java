package dev.graft.learning.check;

import dev.graft.learning.metrics.ConfusionMatrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The check of backbones before transfer: a linear probe learns the target's training rows from each candidate's frozen
 * features, cross-validated over stratified folds, the same rows and folds for all. Nothing of the target's validation or
 * test rows is seen, and nothing of a backbone is changed.
 *
 * <p>The same settings, rows and features give the same outcome. A label with a single row cannot be answered, by any
 * candidate alike.
 */
public final class BackboneCheck {

    private static final Comparator<CandidateScore> BEST_FIRST = Comparator.comparingDouble(
                    (CandidateScore candidate) -> -candidate.score().macroF1())
            .thenComparingDouble(candidate -> -candidate.score().accuracy())
            .thenComparing(CandidateScore::name);

    private final CheckSettings settings;

    public BackboneCheck(CheckSettings settings) {
        this.settings = settings;
    }

    /**
     * Probes every candidate, one after the other, so that one candidate's features are in memory at a time.
     *
     * @param candidates at least one
     * @param untrained features that no training made, such as {@link UntrainedFeatures}; its name goes into a sentence
     *     as "<i>name</i> reach"
     * @param truth label indices of the training rows
     * @param labels distinct names
     * @throws IllegalArgumentException without a candidate; unless two labels have two rows each; where an index is out
     *     of range; where features are not finite or not of one width
     */
    public BackboneRanking run(List<Candidate> candidates, Candidate untrained, int[] truth, List<String> labels) {
        return run(candidates, untrained, truth, labels, CheckListener.SILENT);
    }

    /** The same, with somebody to look on. */
    public BackboneRanking run(
            List<Candidate> candidates, Candidate untrained, int[] truth, List<String> labels, CheckListener listener) {
        checkTask(candidates, truth, labels);
        Task task = task(candidates, untrained, truth, labels);
        ProbeAnswers floor = task.answers(
                Features.of(untrained, task.rows()), settings.cost(), () -> listener.onFold(untrained.name()));
        List<CandidateScore> scores = candidates.stream()
                .map(candidate -> score(candidate, task, floor, listener))
                .sorted(BEST_FIRST)
                .toList();
        return new BackboneRanking(
                scores,
                task.shares().score(labels),
                untrained.name(),
                floor.score(labels),
                task.rows().length,
                truth.length,
                settings);
    }

    private CandidateScore score(Candidate candidate, Task task, ProbeAnswers floor, CheckListener listener) {
        float[][] features = Features.of(candidate, task.rows());
        ProbeAnswers answers = task.answers(features, settings.cost(), () -> listener.onFold(candidate.name()));
        PairedGain gain = PairedGain.of(
                task.truth(), answers.predictions(), floor.predictions(), task.labels(), new Random(settings.seed()));
        return new CandidateScore(
                candidate.name(),
                features[0].length,
                answers.score(task.labels()),
                gain,
                Transfer.of(gain),
                candidate.sourceTask());
    }

    private Task task(List<Candidate> candidates, Candidate untrained, int[] truth, List<String> labels) {
        int width = Stream.concat(candidates.stream(), Stream.of(untrained))
                .mapToInt(Features::width)
                .max()
                .orElseThrow();
        int most = (int) Math.max(2L * settings.folds(), Math.min(settings.mostRows(), settings.mostValues() / width));
        int[] rows = StratifiedRows.sample(truth, most, new Random(settings.seed()));
        int[] sampled = Arrays.stream(rows).map(row -> truth[row]).toArray();
        int[] fold = StratifiedRows.folds(sampled, settings.folds(), new Random(settings.seed()));
        return new Task(rows, sampled, fold, labels);
    }

    private static void checkTask(List<Candidate> candidates, int[] truth, List<String> labels) {
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("there is no backbone to check");
        }
        ConfusionMatrix counts = ConfusionMatrix.of(truth, truth, labels.size());
        long learnable = IntStream.range(0, labels.size())
                .filter(label -> counts.support(label) >= 2)
                .count();
        if (learnable < 2) {
            throw new IllegalArgumentException(
                    "a check needs two labels with at least two training rows each, not " + learnable);
        }
    }

    /**
     * What all candidates are probed on.
     *
     * @param rows numbers of the training rows that are used
     * @param truth their labels
     * @param fold of each
     * @param labels names
     */
    private record Task(int[] rows, int[] truth, int[] fold, List<String> labels) {

        ProbeAnswers answers(float[][] features, double cost, Runnable beforeFold) {
            return ProbeAnswers.of(features, truth, fold, labels.size(), cost, beforeFold);
        }

        ProbeAnswers shares() {
            return ProbeAnswers.ofShares(truth, fold, labels.size());
        }
    }
}
