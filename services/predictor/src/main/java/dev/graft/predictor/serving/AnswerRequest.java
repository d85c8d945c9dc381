package dev.graft.predictor.serving;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Classifies texts, images or rows with the task's champion, together with those who ask at the same time. Whoever has waited too
 * long for a turn is told so, because an answer that comes too late is none.
 */
public final class AnswerRequest {
    private static final int ALTERNATIVES = 5;

    private final MicroBatches batches;

    /** @param sizes hears how many inputs each batch holds */
    public AnswerRequest(ServedModels served, BatchLimits limits, IntConsumer sizes) {
        this.batches = new MicroBatches(
                limits,
                (task, inputs) -> served.with(task, model -> {
                    sizes.accept(inputs.size());
                    return new Table(model.version(), model.runId(), model.labels(), model.probabilities(inputs));
                }));
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
    public record Table(int version, String runId, List<String> labels, float[][] probabilities) {
        /** Those of some of the inputs. */
        Table rows(int from, int to) {
            return new Table(version, runId, labels, Arrays.copyOfRange(probabilities, from, to));
        }
    }

    /** No turn came for as long as a request may wait. */
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
        return batches.answer(task, inputs);
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
