package dev.graft.learning.backbone;

import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * The same rows as each of several backbones reads them; what a {@link FusedBackbone} is fed with.
 *
 * @param parts one for each backbone, in their order, all of one size
 * @param <B> the batches of one backbone
 */
public record FusedRows<B>(List<? extends InputRows<B>> parts) implements InputRows<List<B>> {

    public FusedRows {
        parts = List.copyOf(parts);
        for (InputRows<B> part : parts) {
            if (part.size() != parts.get(0).size()) {
                throw new IllegalArgumentException(
                        "fused rows must be the same ones, not " + parts.get(0).size() + " and " + part.size());
            }
        }
    }

    @Override
    public int size() {
        return parts.get(0).size();
    }

    /** The sum of the parts' lengths. */
    @Override
    public int length(int row) {
        return parts.stream().mapToInt(part -> part.length(row)).sum();
    }

    @Override
    public List<B> batch(NDManager owner, int[] rows) {
        return parts.stream().map(part -> part.batch(owner, rows)).toList();
    }

    @Override
    public boolean fixed() {
        return parts.stream().allMatch(InputRows::fixed);
    }

    /** Every part with the same seed, so that all backbones see a row changed in the same way. */
    @Override
    public FusedRows<B> augmented(long seed) {
        return new FusedRows<>(parts.stream().map(part -> part.augmented(seed)).toList());
    }
}
