package dev.graft.contracts.task;

import org.jspecify.annotations.Nullable;

/**
 * Which shares of the rows are held out, by a hash of each row's content.
 *
 * @param validation share for early stopping, above 0 and below 0.5
 * @param test share that no run ever learns from, above 0 and below 0.5
 */
public record Split(@Nullable Double validation, @Nullable Double test) {
    public static final String TRAIN = "train";
    public static final String VALIDATION = "validation";
    public static final String TEST = "test";

    public static final Split DEFAULT = new Split(null, null);

    public Split {
        validation = validation == null ? Double.valueOf(0.1) : validation;
        test = test == null ? Double.valueOf(0.2) : test;
    }
}
