package dev.graft.learning.check;

/** What a probe promises of transferring from a backbone, against features that were never trained. */
public enum Transfer {
    /** Better, beyond what the choice of rows explains. */
    HELPS,
    /** No difference that these rows could show. */
    UNCLEAR,
    /** Worse, beyond what the choice of rows explains: negative transfer. */
    HURTS;

    static Transfer of(PairedGain gain) {
        if (gain.low() > 0) {
            return HELPS;
        }
        return gain.high() < 0 ? HURTS : UNCLEAR;
    }
}
