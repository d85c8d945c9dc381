package dev.graft.contracts.document;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a row shows to a model; of one kind in all rows of a task, which is the task's modality. */
public sealed interface RowContent {
    /**
     * A text, or two whose relation is asked for, as they were prepared.
     *
     * @param pair the second text; null: there is one
     * @param language that it is most probably written in, ISO 639-3, {@code und} where it is too short to tell; null: the
     *     task does not ask for languages
     */
    record Text(
            String text, @Nullable String pair, @Nullable String language) implements RowContent {
        /** A single text. */
        public Text(String text, @Nullable String language) {
            this(text, null, language);
        }

        /** A single text of whose language nothing is said. */
        public Text(String text) {
            this(text, null, null);
        }

        /** All that it says: of two texts each on lines of its own. */
        public String all() {
            return pair == null ? text : text + "\n" + pair;
        }
    }

    /**
     * A picture, as it came.
     *
     * @param name its path in an archive, or its URI
     * @param perceptualHash 64 hexadecimal digits by which near pictures are found
     * @param file the bytes of the file, JPEG or PNG, from wherever they lie; nobody changes them
     */
    record Image(String name, String perceptualHash, Supplier<byte[]> file) implements RowContent {}

    /**
     * Numbers.
     *
     * @param values one a column of the task as it was then, in their order, NaN where it is missing; of a column of words
     *     the word's place among them, from 0. Nobody changes them
     * @param domain the data source that they come from, by which some steps scale them; null: the task's own columns
     */
    record Numbers(double[] values, @Nullable String domain) implements RowContent {
        @Override
        public boolean equals(Object other) {
            return other instanceof Numbers that
                    && Arrays.equals(values, that.values)
                    && Objects.equals(domain, that.domain);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(values) + Objects.hashCode(domain);
        }

        @Override
        public String toString() {
            return values.length + " values" + (domain == null ? "" : " of " + domain);
        }
    }
}
