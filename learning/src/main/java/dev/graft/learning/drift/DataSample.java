package dev.graft.learning.drift;

import dev.graft.learning.text.Words;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of some rows, as far as drift is told by it. Any part may be empty; the arrays are not copied and must not
 * change.
 *
 * @param labels rows of each label
 * @param numbers a value for each row, by the number's name
 * @param words of all rows together
 * @param features {@code (rows, width)}, of one frozen backbone on both sides
 */
public record DataSample(
        SortedMap<String, Long> labels, SortedMap<String, double[]> numbers, WordCounts words, float[][] features) {

    /** Name of the number of words that a text has. */
    public static final String LENGTH = "words a text";

    public DataSample {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
    }

    /**
     * Rows of text: their labels, lengths and words.
     *
     * @param labels one for each row, or none at all
     * @param features of the rows, or none
     */
    public static DataSample ofTexts(List<String> texts, List<String> labels, float[][] features) {
        SortedMap<String, Long> rows = new TreeMap<>();
        labels.forEach(label -> rows.merge(label, 1L, Long::sum));
        SortedMap<String, double[]> lengths = new TreeMap<>();
        if (!texts.isEmpty()) {
            lengths.put(
                    LENGTH,
                    texts.stream().mapToDouble(text -> Words.of(text).size()).toArray());
        }
        return new DataSample(rows, lengths, WordCounts.of(texts), features);
    }

    /** The same rows without labels. */
    public DataSample unlabelled() {
        return new DataSample(new TreeMap<>(Map.of()), numbers, words, features);
    }
}
