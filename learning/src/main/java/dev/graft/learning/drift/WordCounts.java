package dev.graft.learning.drift;

import java.util.HashMap;
import java.util.Map;

/**
 * How often words occur in some texts.
 *
 * @param counts of each word, at least 1
 * @param forgotten occurrences of rare words for which there was no room, at least 0
 */
public record WordCounts(Map<String, Long> counts, long forgotten) {

    /** No word at all. */
    public static final WordCounts NONE = new WordCounts(Map.of(), 0);

    public WordCounts {
        counts = Map.copyOf(counts);
        counts.forEach((word, count) -> {
            if (count < 1) {
                throw new IllegalArgumentException("'" + word + "' cannot occur " + count + " times");
            }
        });
    }

    /** The words of texts, of any number of them, with the usual room. */
    public static WordCounts of(Iterable<String> texts) {
        WordCounter counter = new WordCounter(WordCounter.USUAL_WORDS);
        texts.forEach(counter::add);
        return counter.counts();
    }

    /** Both counts together, with all words of either. */
    public WordCounts plus(WordCounts other) {
        Map<String, Long> sum = new HashMap<>(counts);
        other.counts.forEach((word, count) -> sum.merge(word, count, Long::sum));
        return new WordCounts(sum, forgotten + other.forgotten);
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
