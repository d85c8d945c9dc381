package dev.graft.trainer.plan;

/**
 * What must be known of a backbone to choose a strategy.
 *
 * @param layers of the encoder; of a network for pictures, its stages above the first
 * @param maxLength the most tokens of an input, special ones included; of pictures, any number
 * @param ofImages whether it reads pictures
 */
public record BackboneFacts(int layers, int maxLength, boolean ofImages) {
    /** An encoder of texts. */
    public BackboneFacts(int layers, int maxLength) {
        this(layers, maxLength, false);
    }

    /** A network for pictures. */
    public static BackboneFacts ofImages(int stages) {
        return new BackboneFacts(stages - 1, Integer.MAX_VALUE, true);
    }
}
