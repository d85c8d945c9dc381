package dev.graft.learning.train;

/** The loss or a gradient is no number any more: this run gives no model, and the same run would fail again. */
public final class TrainingDiverged extends RuntimeException {

    private static final long serialVersionUID = 1;

    TrainingDiverged(String what, Phase phase, int step) {
        super("%s in step %d of phase %s. %s".formatted(what, step, phase.name(), remedy(phase)));
    }

    private static String remedy(Phase phase) {
        return "Remedy: a lower learning rate (now %s for the encoder, %s for the head), a longer warm-up or a clipNorm of 1"
                .formatted(phase.encoderRate(), phase.headRate());
    }
}
