package dev.graft.learning.train;

/** The loss or a gradient is no number any more: this run gives no model, and the same run would fail again. */
public final class TrainingDiverged extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String remedy;

    TrainingDiverged(String what, Phase phase, int step) {
        super("%s in step %d of phase %s. Remedy: %s".formatted(what, step, phase.name(), remedy(phase)));
        this.remedy = remedy(phase);
    }

    /** What a person does about it, in one sentence. */
    public String remedy() {
        return remedy;
    }

    private static String remedy(Phase phase) {
        return "a lower learning rate (now %s for the encoder, %s for the head), a longer warm-up or a clipNorm of 1."
                .formatted(phase.encoderRate(), phase.headRate());
    }
}
