package dev.graft.contracts.event;

import dev.graft.contracts.EventData;
import java.util.List;

/**
 * What a champion says to a request. Its {@code causationid} is the request's id, its record's key that of the request, and
 * its id a hash of the request's source and id.
 *
 * @param version of the model
 * @param runId the run that the model came from
 * @param predictions one an input, in the order of the request
 */
public record PredictionAnswered(String task, int version, String runId, List<Prediction> predictions)
        implements EventData {

    /**
     * What an input is.
     *
     * @param label the most probable one
     * @param probability of it, 0 to 1
     * @param alternatives the most probable labels, this one included, best first, at most five
     */
    public record Prediction(String label, double probability, List<Scored> alternatives) {}

    /** A label and its probability. */
    public record Scored(String label, double probability) {}
}
