package dev.graft.evaluator.comparison;

import dev.graft.contracts.task.Gate;
import dev.graft.evaluator.answering.UnusableInput;
import dev.graft.learning.gate.GateInput;
import dev.graft.learning.gate.GateInput.Challenge;
import dev.graft.learning.gate.GateVerdict;
import dev.graft.learning.gate.ModelScores;
import java.util.Optional;

/** What the evaluation of a challenger came to. */
sealed interface Judgement {

    /**
     * Its answers were judged by the gate.
     *
     * @param metric by which, as the task names it
     * @param input what the gate saw
     * @param verdict what it says
     */
    record Judged(String metric, GateInput input, GateVerdict verdict) implements Judgement {
        Optional<ModelScores> champion() {
            return input instanceof Challenge challenge ? Optional.of(challenge.champion()) : Optional.empty();
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
