package dev.graft.learning.strategy;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How often a pass takes in rows of labels that are rare, or frequent. All but {@link #AS_IS} bring every label that has rows
 * to the same number, for single labels alone, and leave a {@code balanced} loss nothing to weigh. Pairs of rows (few-shot
 * learning's first part) are made of all rows once.
 */
public enum Sampling {
    /** Every row once. */
    @JsonProperty("as-is")
    AS_IS,
    /** Every row once, and rows of rarer labels again, up to the most frequent label; others in each pass. */
    @JsonProperty("over")
    OVER,
    /** As many rows of each label as the rarest has; others in each pass, so none is left out for good. */
    @JsonProperty("under")
    UNDER,
    /**
     * Every row once, and rows made between neighbours of rarer labels (SMOTE), up to the most frequent label. They are
     * made once, of frozen features, so only a head on those can learn from them.
     */
    @JsonProperty("smote")
    SMOTE
}
