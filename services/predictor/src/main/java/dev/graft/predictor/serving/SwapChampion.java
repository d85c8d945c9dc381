package dev.graft.predictor.serving;

import dev.graft.contracts.document.ModelVersion;
import java.time.Clock;
import java.util.List;

/**
 * Brings what serves in line with what the registry says is live. The new version is loaded beside the old one, answers a
 * few texts as a check, and takes over in one step; if anything of that fails, the old one keeps serving.
 */
public final class SwapChampion {
    /** Asked of every version before it serves: short, long, empty of meaning, not English. */
    private static final List<String> PROBES =
            List.of("Hello", "?", "Wo ist mein Paket?", "where is it ".repeat(60), "\u4f60\u597d");

    private static final double TOLERANCE = 1e-3;

    private final ModelSource source;
    private final ServedModels served;
    private final Clock clock;

    public SwapChampion(ModelSource source, ServedModels served, Clock clock) {
        this.source = source;
        this.served = served;
        this.clock = clock;
    }

    /** What became of a look at the registry. */
    public enum Outcome {
        /** The live version serves already, or nothing is live. */
        UP_TO_DATE,
        SWAPPED,
        /** The live version cannot serve; see {@link ServedModels#failures()}. */
        FAILED
    }

    /** Looks after every task. */
    public void bringAllUpToDate() {
        source.tasks().forEach(this::bringUpToDate);
    }

    /** One swap at a time, so that a version is loaded once and memory holds at most one model more than serve. */
    public synchronized Outcome bringUpToDate(String task) {
        ModelVersion champion = source.champion(task).orElse(null);
        if (champion == null || serves(champion)) {
            return Outcome.UP_TO_DATE;
        }
        try {
            Classifier classifier = checked(champion, source.load(champion));
            String runId = champion.evaluation().runId();
            served.swap(new ServedModel(task, champion.version(), runId, clock.instant(), classifier));
            return Outcome.SWAPPED;
        } catch (ModelUnusable e) {
            served.failed(task, "version " + champion.version() + ": " + e.getMessage());
            return Outcome.FAILED;
        }
    }

    private boolean serves(ModelVersion champion) {
        return served.find(champion.task())
                .filter(model -> model.version() == champion.version())
                .isPresent();
    }

    private static Classifier checked(ModelVersion version, Classifier classifier) throws ModelUnusable {
        float[][] answers;
        try {
            answers = classifier.probabilities(PROBES);
        } catch (RuntimeException e) {
            classifier.close();
            throw new ModelUnusable("it fails on a plain text: " + e.getMessage(), e);
        }
        for (float[] answer : answers) {
            if (!isDistribution(answer, classifier.labels().size())) {
                classifier.close();
                throw new ModelUnusable(
                        "its answers are no probabilities over its labels, of version " + version.version(), null);
            }
        }
        return classifier;
    }

    private static boolean isDistribution(float[] answer, int labels) {
        double sum = 0;
        for (float probability : answer) {
            if (!(probability >= 0 && probability <= 1)) {
                return false;
            }
            sum += probability;
        }
        return answer.length == labels && Math.abs(sum - 1) <= TOLERANCE;
    }
}
