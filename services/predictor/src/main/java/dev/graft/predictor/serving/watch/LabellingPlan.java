package dev.graft.predictor.serving.watch;

/**
 * Which inputs people are asked to label.
 *
 * @param below inputs whose most probable label is less probable than this, 0 to 1; 0: nobody is asked about any input,
 *     whatever a shadow says
 * @param perHour inputs of a task at most: people have little time
 */
public record LabellingPlan(double below, int perHour) {
    /** Nobody is asked. */
    public static final LabellingPlan NONE = new LabellingPlan(0, 0);

    public LabellingPlan {
        if (!(below >= 0 && below <= 1) || perHour < 0) {
            throw new IllegalArgumentException(
                    "labelling is asked for below a probability of 0 to 1, 0 or more times an hour," + " not " + below
                            + " and " + perHour);
        }
    }

    boolean isOn() {
        return below > 0 && perHour > 0;
    }
}
