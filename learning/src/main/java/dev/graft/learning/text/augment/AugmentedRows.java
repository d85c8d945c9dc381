package dev.graft.learning.text.augment;

import ai.djl.ndarray.NDManager;
import dev.graft.learning.backbone.InputRows;
import dev.graft.learning.backbone.RowDraw;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.text.TextReader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Texts that each pass over the training rows sees changed, tokenised anew; everything else sees them as they are, and
 * these are tokenised once. Safe for many threads; of no use once the reader is closed.
 *
 * @param <B> the network's batches
 */
public final class AugmentedRows<B> implements InputRows<B> {

    private final TextReader<B> reader;
    private final List<TextInput> inputs;
    private final TextAugmentation augmentation;
    private final InputRows<B> plain;
    private final @Nullable Long seed;

    private AugmentedRows(
            TextReader<B> reader,
            List<TextInput> inputs,
            TextAugmentation augmentation,
            InputRows<B> plain,
            @Nullable Long seed) {
        this.reader = reader;
        this.inputs = inputs;
        this.augmentation = augmentation;
        this.plain = plain;
        this.seed = seed;
    }

    /** @param reader stays the caller's to close, after the rows were used */
    public static <B> AugmentedRows<B> of(TextReader<B> reader, List<TextInput> inputs, TextAugmentation augmentation) {
        List<TextInput> copied = List.copyOf(inputs);
        return new AugmentedRows<>(reader, copied, augmentation, reader.read(copied), null);
    }

    @Override
    public int size() {
        return plain.size();
    }

    /** Of the row as it is. */
    @Override
    public int length(int row) {
        return plain.length(row);
    }

    @Override
    public B batch(NDManager owner, int[] rows) {
        Long drawn = seed;
        if (drawn == null) {
            return plain.batch(owner, rows);
        }
        List<TextInput> changed = Arrays.stream(rows)
                .mapToObj(row -> augmentation.apply(inputs.get(row), new RowDraw(drawn, row)))
                .toList();
        return reader.read(changed).batch(owner, IntStream.range(0, rows.length).toArray());
    }

    @Override
    public boolean fixed() {
        return false;
    }

    @Override
    public int copies() {
        return augmentation.copies();
    }

    @Override
    public AugmentedRows<B> augmented(long seed) {
        return new AugmentedRows<>(reader, inputs, augmentation, plain, seed);
    }
}
