package dev.graft.predictor.serving.drift;

import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.ModelUnusable;
import dev.graft.predictor.serving.ServedModel;
import java.util.List;

/** The rows that a version was judged on. */
public interface ReferenceRows {
    /**
     * Test rows of the version's snapshot, as if somebody asked them, at most {@code most}.
     *
     * @throws ModelUnusable when the snapshot cannot be read
     */
    List<Input> of(ServedModel model, int most) throws ModelUnusable;
}
