package dev.graft.dataprep.batch;

import dev.graft.contracts.event.DatasetRejected.Reason;

/** A batch of which nothing can be read; the message says what is wrong and how to mend it. */
final class BatchRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    BatchRefused(Reason reason, String explanation) {
        super(explanation);
        this.refusal = new Refusal(reason, explanation);
    }

    Refusal refusal() {
        return refusal;
    }

    /** Why a batch as a whole is not fit to learn from. */
    record Refusal(Reason reason, String explanation) {}
}
