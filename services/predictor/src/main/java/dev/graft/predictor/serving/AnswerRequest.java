package dev.graft.predictor.serving;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Classifies texts, images or rows with the task's champion, together with those who ask at the same time. Whoever has waited too
 * long for a turn is told so, because an answer that comes too late is none.
 */
public final class AnswerRequest {
    private static final int ALTERNATIVES = 5;

    /** Ends the name of the queue of requests that no version on trial may answer; no task's name has an @. */
    private static final String CHAMPION_ALONE = "@champion";

    /** A model that was unloaded between its loading and a request's turn is loaded once more, and no more often. */
    private static final int TURNS = 2;

    private final ServedModels served;
    private final Wake wake;
    private final Duration patience;
    private final MicroBatches batches;

    /**
     * @param wake loads models that were unloaded
     * @param listener is told of each batch that was answered
     */
    public AnswerRequest(ServedModels served, Wake wake, BatchLimits limits, Answered.Listener listener) {
        this.served = served;
        this.wake = wake;
        this.patience = limits.patience();
        this.batches = new MicroBatches(limits, (queue, inputs) -> {
            String task =
                    queue.substring(0, queue.length() - (queue.endsWith(CHAMPION_ALONE) ? CHAMPION_ALONE.length() : 0));
            Optional<Table> table = queue.equals(task) ? served.ask(task, inputs) : served.askChampion(task, inputs);
            table.ifPresent(answers -> listener.onAnswered(new Answered(task, inputs, answers)));
            return table;
        });
    }

    /** Loads a task's champion, if it was unloaded; see {@link SwapChampion#wake}. */
    @FunctionalInterface
    public interface Wake {
        void wake(String task, Duration patience);
    }

    /**
     * What a champion says of some inputs, in their order.
     *
     * @param preparation of the inputs, step by step, before the model saw them
     */
    public record Answer(
            String task, int version, String runId, List<String> preparation, List<Prediction> predictions) {}

    /**
     * The most probable label of an input.
     *
     * @param probability 0 to 1
     * @param alternatives the most probable labels, this one included, best first, at most five
     */
    public record Prediction(String label, double probability, List<Scored> alternatives) {}

    /** A label and its probability. */
    public record Scored(String label, double probability) {}

    /**
     * All probabilities of some inputs.
     *
     * @param preparation of the inputs, step by step, before the model saw them
     */
    public record Table(
            int version, String runId, List<String> labels, List<String> preparation, float[][] probabilities) {
        /** Those of some of the inputs. */
        Table rows(int from, int to) {
            return new Table(version, runId, labels, preparation, Arrays.copyOfRange(probabilities, from, to));
        }
    }

    /** No turn came for as long as a request may wait. */
    public static final class Overloaded extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * What the task's champion is, loaded where it was not; empty when the task has none in service.
     *
     * @throws Overloaded when others are loaded for too long
     */
    public Optional<ServedModel> model(String task) {
        wake.wake(task, patience);
        return served.find(task);
    }

    /** Requests whose turn has not come. */
    public int waiting() {
        return batches.waiting();
    }

    /** Empty when the task has no champion in service. */
    public Optional<Answer> answer(String task, List<Input> inputs) {
        return table(task, inputs)
                .map(table -> new Answer(
                        task,
                        table.version(),
                        table.runId(),
                        table.preparation(),
                        IntStream.range(0, inputs.size())
                                .mapToObj(row -> prediction(table.labels(), table.probabilities()[row]))
                                .toList()));
    }

    /** Empty when the task has no champion in service. */
    public Optional<Table> table(String task, List<Input> inputs) {
        return table(task, task, inputs);
    }

    /** What the champion itself says, and no version on trial; empty when there is none in service. */
    public Optional<Table> championsTable(String task, List<Input> inputs) {
        return table(task, task + CHAMPION_ALONE, inputs);
    }

    private Optional<Table> table(String task, String queue, List<Input> inputs) {
        for (int turn = 1; turn <= TURNS; turn++) {
            wake.wake(task, patience);
            Optional<Table> table = batches.answer(queue, inputs);
            if (table.isPresent() || !served.isUnloaded(task)) {
                return table;
            }
        }
        throw new Overloaded();
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
