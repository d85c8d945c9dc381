package dev.graft.learning.labels;

/** What a batch's labels are worth. */
public enum BatchVerdict {
    /** They tell something about their rows, and no less than those of trusted rows, where there are any. */
    SOUND,
    /** They tell something, but agree with the predictions less than those of trusted rows. */
    WORSE,
    /** No better than permuted ones, where even half of them being right would have shown. */
    SHUFFLED,
    /** Too few rows, or features that say too little, to tell. */
    UNKNOWN
}
