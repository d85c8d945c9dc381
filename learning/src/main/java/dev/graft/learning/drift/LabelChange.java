package dev.graft.learning.drift;

/**
 * How often a label occurs in a reference and in a batch.
 *
 * @param referenceRows of this label
 * @param batchRows of this label
 * @param referenceShare of the reference's rows
 * @param batchShare of the batch's rows
 */
public record LabelChange(String label, long referenceRows, long batchRows, double referenceShare, double batchShare) {

    /** The change for a person, such as <i>label 'card_arrival' rose from 1.2 % to 9.8 %</i>. */
    public String sentence() {
        if (referenceRows == 0) {
            return "label '%s' is new with %s".formatted(label, Wording.percent(batchShare));
        }
        if (batchRows == 0) {
            return "label '%s' is gone from %s".formatted(label, Wording.percent(referenceShare));
        }
        String verb = batchShare > referenceShare ? "rose" : batchShare < referenceShare ? "fell" : "stayed";
        return "label '%s' %s from %s to %s"
                .formatted(label, verb, Wording.percent(referenceShare), Wording.percent(batchShare));
    }
}
