package dev.graft.learning.gate;

import org.jspecify.annotations.Nullable;

/** What the gate judges: a challenger that is the task's first model, or one that meets a champion. */
public sealed interface GateInput {

    /** The challenger's scores. */
    ModelScores challenger();

    /**
     * A challenger of a task that has no champion yet.
     *
     * @param challenger its scores
     */
    record FirstModel(ModelScores challenger) implements GateInput {}

    /**
     * A challenger beside the champion, both scored on the same rows of each slice.
     *
     * @param challenger the new model's scores
     * @param champion the live model's scores; a row whose label it does not know is its error
     * @param paired how the two differ on the rows of {@link Slice#ALL}
     * @param answers both models' answers to every row
     * @param costs what both models cost; null: nobody has looked
     */
    record Challenge(
            ModelScores challenger,
            ModelScores champion,
            PairedOutcomes paired,
            SlicedAnswers answers,
            @Nullable Costs costs)
            implements GateInput {

        /**
         * Throws {@link IllegalArgumentException} if the models are scored on different slices, or if the
         * challenger knows new labels and {@link Slice#SHARED_LABELS} is missing.
         */
        public Challenge {
            if (!challenger.slices().keySet().equals(champion.slices().keySet())) {
                throw new IllegalArgumentException("the challenger is scored on the slices %s, the champion on %s"
                        .formatted(
                                challenger.slices().keySet(), champion.slices().keySet()));
            }
            if (!challenger.labelsUnknownTo(champion).isEmpty()
                    && !challenger.slices().containsKey(Slice.SHARED_LABELS)) {
                throw new IllegalArgumentException("the challenger knows labels that the champion lacks, so the slice '"
                        + Slice.SHARED_LABELS + "' is needed");
            }
        }

        /** The same challenge with what the models cost. */
        public Challenge with(Costs known) {
            return new Challenge(challenger, champion, paired, answers, known);
        }

        /** Whether the challenger knows labels that the champion lacks. */
        boolean addsLabels() {
            return !challenger.labelsUnknownTo(champion).isEmpty();
        }
    }
}
