package dev.graft.contracts.event;

import dev.graft.contracts.EventData;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked is no longer like the rows that it was judged on.
 *
 * @param version that answers
 * @param snapshotId the data set's snapshot whose test rows it is compared with
 * @param inputs of the last time that were compared, a sample
 * @param rows of the snapshot that they were compared with, a sample
 * @param level the chance of a false alarm of one comparison
 * @param sentence what a person should know
 * @param aspects that were compared
 */
public record InputDrifted(
        String task,
        int version,
        String snapshotId,
        int inputs,
        int rows,
        double level,
        String sentence,
        List<Aspect> aspects)
        implements EventData {

    public InputDrifted {
        aspects = List.copyOf(aspects);
    }

    /**
     * One aspect.
     *
     * @param aspect {@code features} (where the model sees the inputs), {@code labels} (what it answers), {@code
     *     'confidence'} (how sure it is)
     * @param chance of a difference like this between two samples of one distribution, corrected for all aspects; null:
     *     the aspect is only described
     */
    public record Aspect(
            String aspect, boolean drifted, @Nullable Double chance, String sentence) {}
}
