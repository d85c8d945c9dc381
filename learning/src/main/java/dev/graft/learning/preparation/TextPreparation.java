package dev.graft.learning.preparation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is done to texts before a model sees them: cleaning steps, one after the other. A value, which prints as the ids of
 * its steps. Thread-safe.
 *
 * <p>Steps need not leave a cleaned text as it is: {@code &amp;lt;} becomes {@code &lt;} and would become {@code <} when
 * cleaned again. A text is therefore prepared once, where it enters the system.
 *
 * @param steps in their order
 */
public record TextPreparation(List<CleaningStep> steps) {

    /** Leaves every text as it is. */
    public static final TextPreparation NONE = new TextPreparation(List.of());

    public TextPreparation {
        steps = List.copyOf(steps);
    }

    /**
     * The steps that these ids name.
     *
     * @throws IllegalArgumentException when an id names none, with those that there are
     */
    public static TextPreparation of(List<String> ids) {
        List<CleaningStep> steps = new ArrayList<>();
        for (String id : ids) {
            steps.add(CleaningStep.named(id)
                    .orElseThrow(() -> new IllegalArgumentException("there is no cleaning step '" + id
                            + "'; there are " + idsOf(List.of(CleaningStep.values()))
                            + ". A model that asks for a step of a later version needs a later version of Graft")));
        }
        return new TextPreparation(steps);
    }

    /** The ids of the steps, as declarations and models spell them. */
    public List<String> ids() {
        return idsOf(steps);
    }

    private static List<String> idsOf(List<CleaningStep> steps) {
        return steps.stream().map(CleaningStep::id).toList();
    }

    /** The text after all steps. */
    public String apply(String text) {
        String prepared = text;
        for (CleaningStep step : steps) {
            prepared = step.apply(prepared);
        }
        return prepared;
    }

    /** Prepares texts and counts what each step changed. */
    public Counting counting() {
        return new Counting(steps);
    }

    @Override
    public String toString() {
        return ids().toString();
    }

    /** Prepares texts one after the other and counts how many of them each step changed. Not thread-safe. */
    public static final class Counting {
        private final Map<CleaningStep, Long> changed = new LinkedHashMap<>();

        private Counting(List<CleaningStep> steps) {
            steps.forEach(step -> changed.put(step, 0L));
        }

        /** The text after all steps. */
        public String apply(String text) {
            String prepared = text;
            for (Map.Entry<CleaningStep, Long> step : changed.entrySet()) {
                String before = prepared;
                prepared = step.getKey().apply(before);
                if (!prepared.equals(before)) {
                    step.setValue(step.getValue() + 1);
                }
            }
            return prepared;
        }

        /** Texts that each step changed, by its id, in the steps' order. */
        public Map<String, Long> changed() {
            Map<String, Long> counts = new LinkedHashMap<>();
            changed.forEach((step, count) -> counts.put(step.id(), count));
            return counts;
        }
    }
}
