package dev.graft.contracts.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.graft.contracts.EventData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A challenger was compared with the champion on the same untouched test rows, and the gate has a verdict.
 *
 * @param attempt 1, and one more each time the champion moved meanwhile
 * @param evaluation the whole evaluation, a {@link dev.graft.contracts.document.Evaluation}
 * @param championVersion what it was compared with; null: there was no champion
 * @param summary the verdict in one sentence
 * @param champion null: there was no champion
 * @param moreLabelledRows how many further labelled rows would probably settle an inconclusive verdict; null: the verdict is
 *     another, or nobody can say
 * @param computeSeconds time for loading the models and answering the test rows
 */
public record ModelEvaluated(
        String task,
        String runId,
        int attempt,
        ObjectRef evaluation,
        @Nullable Integer championVersion,
        Decision decision,
        String summary,
        List<RuleOutcome> rules,
        Scores challenger,
        @Nullable Scores champion,
        double computeSeconds,
        RunCompleted run,
        @Nullable Long moreLabelledRows)
        implements EventData {

    @JsonCreator
    public ModelEvaluated {}

    /** A verdict that is conclusive. */
    public ModelEvaluated(
            String task,
            String runId,
            int attempt,
            ObjectRef evaluation,
            @Nullable Integer championVersion,
            Decision decision,
            String summary,
            List<RuleOutcome> rules,
            Scores challenger,
            @Nullable Scores champion,
            double computeSeconds,
            RunCompleted run) {
        this(
                task,
                runId,
                attempt,
                evaluation,
                championVersion,
                decision,
                summary,
                rules,
                challenger,
                champion,
                computeSeconds,
                run,
                null);
    }

    /** What the gate says of the challenger. */
    public enum Decision {
        @JsonProperty("promote")
        PROMOTE,
        @JsonProperty("refuse")
        REFUSE,
        /** The test rows are too few to tell; the champion stays. */
        @JsonProperty("inconclusive")
        INCONCLUSIVE
    }
}
