package dev.graft.predictor.serving;

import dev.graft.contracts.document.ModelVersion;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/**
 * Brings what serves in line with what the registry says is live. The new version is loaded beside the old one, answers a
 * few inputs as a check and requests of the last time to get warm, and takes over in one step; if anything of that fails,
 * the old one keeps serving.
 */
public final class SwapChampion {
    private static final double TOLERANCE = 1e-3;

    private final ModelSource source;
    private final ServedModels served;
    private final Clock clock;
    private final SwapWatch watch;

    public SwapChampion(ModelSource source, ServedModels served, Clock clock, SwapWatch watch) {
        this.source = source;
        this.served = served;
        this.clock = clock;
        this.watch = watch;
    }

    /** What became of a look at the registry. */
    public enum Outcome {
        /** The live version serves already, or nothing is live. */
        UP_TO_DATE,
        SWAPPED,
        /** The live version cannot serve; see {@link ServedModels#failures()}. */
        FAILED
    }

    /** Follows a swap from its begin to its end: a port to whoever takes the time. */
    @FunctionalInterface
    public interface SwapWatch {
        Outcome follow(ModelVersion next, Supplier<Outcome> swap);
    }

    /** Every task that has a model. */
    public List<String> tasks() {
        return source.tasks();
    }

    /** One swap at a time, so that a version is loaded once and memory holds at most one model more than serve. */
    public synchronized Outcome bringUpToDate(String task) {
        try {
            ModelVersion champion = source.champion(task).orElse(null);
            if (champion == null || serves(champion)) {
                served.recovered(task);
                return Outcome.UP_TO_DATE;
            }
            return watch.follow(champion, () -> load(champion));
        } catch (ModelUnusable e) {
            served.failed(task, String.valueOf(e.getMessage()));
            return Outcome.FAILED;
        }
    }

    private Outcome load(ModelVersion champion) {
        try {
            Classifier classifier = checked(source.load(champion));
            String runId = champion.evaluation().runId();
            served.swap(rehearsed(
                    new ServedModel(champion.task(), champion.version(), runId, clock.instant(), classifier)));
            return Outcome.SWAPPED;
        } catch (ModelUnusable e) {
            served.failed(champion.task(), "version " + champion.version() + ": " + e.getMessage());
            return Outcome.FAILED;
        }
    }

    private ServedModel rehearsed(ServedModel next) throws ModelUnusable {
        ServedModel before = served.find(next.task()).orElse(null);
        if (before != null) {
            try {
                next.compared(Rehearsal.of(next, before));
            } catch (ModelUnusable e) {
                next.retire();
                throw e;
            }
        }
        return next;
    }

    private boolean serves(ModelVersion champion) {
        return served.find(champion.task())
                .filter(model -> model.version() == champion.version())
                .isPresent();
    }

    private static Classifier checked(Classifier classifier) throws ModelUnusable {
        try {
            List<Input> probes = Probes.of(classifier);
            check(classifier.labels().size(), probes.size(), classifier.probabilities(probes));
            return classifier;
        } catch (ModelUnusable e) {
            classifier.close();
            throw e;
        } catch (RuntimeException e) {
            classifier.close();
            throw new ModelUnusable("it fails on a plain input: " + e.getMessage(), e);
        }
    }

    private static void check(int labels, int probes, float[][] answers) throws ModelUnusable {
        if (answers.length != probes) {
            throw new ModelUnusable("it gives " + answers.length + " answers to " + probes + " inputs", null);
        }
        for (float[] answer : answers) {
            if (!isDistribution(answer, labels)) {
                throw new ModelUnusable("its answers are no probabilities over its labels", null);
            }
        }
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
