package dev.graft.trainer.plan;

import dev.graft.contracts.task.Task;

/**
 * What must be known of a backbone to choose a strategy.
 *
 * @param layers of the encoder; of a network for pictures, its stages above the first; of fitted features 1
 * @param maxLength the most tokens of an input, special ones included; of pictures and numbers, any number
 * @param modality of the rows that it reads
 */
public record BackboneFacts(int layers, int maxLength, String modality) {
    /** An encoder of texts. */
    public BackboneFacts(int layers, int maxLength) {
        this(layers, maxLength, Task.TEXT);
    }

    /** A network for pictures. */
    public static BackboneFacts ofImages(int stages) {
        return new BackboneFacts(stages - 1, Integer.MAX_VALUE, Task.IMAGE);
    }

    /** What a snapshot's fitted features are. */
    public static BackboneFacts ofNumbers() {
        return new BackboneFacts(1, Integer.MAX_VALUE, Task.TABULAR);
    }
}
