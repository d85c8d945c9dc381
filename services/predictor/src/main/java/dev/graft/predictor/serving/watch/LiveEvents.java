package dev.graft.predictor.serving.watch;

import dev.graft.contracts.event.LabellingWanted;
import dev.graft.contracts.event.PredictionDisagreed;

/** Where the mesh is told of single answers; returns when it has been. */
public interface LiveEvents {
    void disagreed(PredictionDisagreed disagreement);

    void wanted(LabellingWanted item);
}
