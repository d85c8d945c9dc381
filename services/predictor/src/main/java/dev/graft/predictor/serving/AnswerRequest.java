package dev.graft.predictor.serving;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Classifies texts or images with the task's champion. As many requests as allowed compute at the same time; a few more wait, and
 * whoever has waited too long is told so, because an answer that comes too late is none.
 */
public final class AnswerRequest {
    private static final int ALTERNATIVES = 5;

    private final ServedModels served;
    private final Semaphore permits;
    private final long patienceMillis;

    public AnswerRequest(ServedModels served, int concurrency, long patienceMillis) {
        this.served = served;
        this.permits = new Semaphore(concurrency, true);
        this.patienceMillis = patienceMillis;
    }

    /** What a champion says of some inputs, in their order. */
    public record Answer(String task, int version, String runId, List<Prediction> predictions) {}

    /**
     * The most probable label of an input.
     *
     * @param probability 0 to 1
     * @param alternatives the most probable labels, this one included, best first, at most five
     */
    public record Prediction(String label, double probability, List<Scored> alternatives) {}

    /** A label and its probability. */
    public record Scored(String label, double probability) {}

    /** All probabilities of some inputs. */
    public record Table(int version, String runId, List<String> labels, float[][] probabilities) {}

    /** Every permit was taken for as long as a request may wait. */
    public static final class Overloaded extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Empty when the task has no champion in service. */
    public Optional<Answer> answer(String task, List<Input> inputs) {
        return table(task, inputs)
                .map(table -> new Answer(
                        task,
                        table.version(),
                        table.runId(),
                        IntStream.range(0, inputs.size())
                                .mapToObj(row -> prediction(table.labels(), table.probabilities()[row]))
                                .toList()));
    }

    /** Empty when the task has no champion in service. */
    public Optional<Table> table(String task, List<Input> inputs) {
        return limited(() -> served.with(
                task, model -> new Table(model.version(), model.runId(), model.labels(), model.probabilities(inputs))));
    }

    private <R> R limited(Supplier<R> work) {
        try {
            if (!permits.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
                throw new Overloaded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Overloaded();
        }
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    private static Prediction prediction(List<String> labels, float[] probabilities) {
        List<Scored> best = IntStream.range(0, probabilities.length)
                .mapToObj(column -> new Scored(labels.get(column), probabilities[column]))
                .sorted(Comparator.comparingDouble(Scored::probability).reversed())
                .limit(ALTERNATIVES)
                .toList();
        return new Prediction(best.get(0).label(), best.get(0).probability(), best);
    }
}
