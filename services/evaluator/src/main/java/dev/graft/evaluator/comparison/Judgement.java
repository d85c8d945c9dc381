package dev.graft.evaluator.comparison;

import dev.graft.contracts.task.Gate;
import dev.graft.evaluator.answering.UnusableInput;
import dev.graft.evaluator.rows.RowsToScore;
import dev.graft.learning.gate.GateInput;
import dev.graft.learning.gate.GateInput.Challenge;
import dev.graft.learning.gate.GatePolicy;
import dev.graft.learning.gate.GateVerdict;
import dev.graft.learning.gate.ModelScores;
import dev.graft.learning.gate.ScoredRows;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the evaluation of a challenger came to. */
sealed interface Judgement {

    /**
     * Its answers were judged by the gate.
     *
     * @param policy what the task asks for
     * @param testShare of a task's rows, so that rows to test can be told in rows to label
     * @param rows that were answered
     * @param challenger its answers to them
     * @param before the champion's answers to them; null: there was no champion
     * @param unrounded the challenger's answers to the test rows as it was trained; null: it serves as it was trained
     * @param input what the gate saw
     * @param verdict what it says
     */
    record Judged(
            GatePolicy policy,
            double testShare,
            RowsToScore rows,
            ScoredRows challenger,
            @Nullable ScoredRows before,
            @Nullable ScoredRows unrounded,
            GateInput input,
            GateVerdict verdict)
            implements Judgement {

        Optional<Challenge> challenge() {
            return input instanceof Challenge challenge ? Optional.of(challenge) : Optional.empty();
        }

        Optional<ModelScores> champion() {
            return challenge().map(Challenge::champion);
        }

        /** How many further labelled rows would probably settle the verdict; null where that is no question. */
        @Nullable
        Long moreLabelledRows() {
            Long more = verdict.moreTestRows();
            return more == null ? null : Long.valueOf((long) Math.ceil(more / testShare));
        }
    }

    /**
     * There is nothing to compare: a model or a snapshot is missing or broken, and no further try would mend it. The
     * challenger is refused, since nobody can say that it is better.
     *
     * @param metric the task's, or the default where the task cannot be read
     * @param sentence what cannot be used and why
     */
    record Unusable(String metric, String sentence) implements Judgement {
        static Unusable because(UnusableInput input) {
            return new Unusable(Gate.MACRO_F1, input.reason() + ".");
        }
    }
}
