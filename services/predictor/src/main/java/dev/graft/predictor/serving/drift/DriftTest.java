package dev.graft.predictor.serving.drift;

import dev.graft.contracts.event.InputDrifted.Aspect;
import java.util.List;

/** Tells whether inputs of the last time are spread as the rows of a snapshot. */
public interface DriftTest {
    /**
     * What a comparison found.
     *
     * @param level the chance of a false alarm of one comparison
     * @param aspects features, labels, confidence
     */
    record Finding(boolean drifted, double level, String sentence, List<Aspect> aspects) {}

    Finding compare(Observed reference, Observed live);
}
