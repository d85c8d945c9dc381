package dev.graft.registry.openlineage;

/** The steps that are told, each a job of its own for each task. */
enum Step {
    /** From an announced batch to rows in the data set. */
    DATA_PREP("data-prep"),
    /** From batches that wait to a snapshot. */
    SNAPSHOT("snapshot"),
    /** From a snapshot to a model. */
    TRAIN("train"),
    /** From a model to the gate's verdict on it. */
    EVALUATE("evaluate"),
    /** From a verdict, or a person's wish, to what is live. */
    REGISTER("register");

    private final String suffix;

    Step(String suffix) {
        this.suffix = suffix;
    }

    /** What follows the task's name in the job's name. */
    String suffix() {
        return suffix;
    }
}
