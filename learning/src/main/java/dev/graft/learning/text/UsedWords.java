package dev.graft.learning.text;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.tensor.HostTensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The words that occur in a run's rows, renumbered, so that the run carries only their part of the word table.
 *
 * <p>Half of a small encoder's weights are words, most of which no row contains. Their gradient is always 0, so leaving
 * them out changes nothing for the others; it saves the optimiser's passes over them and three tables of memory. The
 * only difference to a run with the whole table is that words that it never sees do not decay: they stay as they were.
 */
public final class UsedWords {

    /** The word table's name in every text encoder: one row a token id. */
    public static final String TABLE = "embeddings.word_embeddings.weight";

    private final int[] ids;

    private UsedWords(int[] ids) {
        this.ids = ids;
    }

    /** The ids in {@code rows}, and the padding's. */
    public static UsedWords of(List<Tokens> rows, int padId) {
        int[] ids = IntStream.concat(IntStream.of(padId), rows.stream().flatMapToInt(row -> Arrays.stream(row.ids())))
                .distinct()
                .sorted()
                .toArray();
        return new UsedWords(ids);
    }

    /** All ids below {@code vocabulary}, each its own number: for rows that are not known before the run. */
    public static UsedWords whole(int vocabulary) {
        return new UsedWords(IntStream.range(0, vocabulary).toArray());
    }

    /** The number of an id; {@link IllegalArgumentException} where no row has it. */
    public int number(int id) {
        int number = Arrays.binarySearch(ids, id);
        if (number < 0) {
            throw new IllegalArgumentException("no row contains the token " + id);
        }
        return number;
    }

    /** The rows with numbers in place of ids. */
    public List<Tokens> renumbered(List<Tokens> rows) {
        return rows.stream()
                .map(row ->
                        new Tokens(Arrays.stream(row.ids()).map(this::number).toArray(), row.types()))
                .toList();
    }

    /** The used rows of a whole table (V, E): (U, E). */
    public HostTensor cut(HostTensor table) {
        int width = Math.toIntExact(table.shape().get(1));
        float[] rows = new float[ids.length * width];
        FloatBuffer all = table.values();
        for (int i = 0; i < ids.length; i++) {
            all.get(ids[i] * width, rows, i * width, width);
        }
        return HostTensor.of(new Shape(ids.length, width), rows);
    }

    /** The whole table (V, E) with the used rows from {@code learnt} (U, E). */
    public HostTensor restored(HostTensor table, HostTensor learnt) {
        int width = Math.toIntExact(table.shape().get(1));
        float[] all = new float[Math.toIntExact(table.shape().size())];
        table.values().get(all);
        FloatBuffer rows = learnt.values();
        for (int id : ids) {
            rows.get(all, id * width, width);
        }
        return HostTensor.of(table.shape(), all);
    }
}
