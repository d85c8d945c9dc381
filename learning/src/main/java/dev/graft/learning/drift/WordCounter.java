package dev.graft.learning.drift;

import dev.graft.learning.text.Words;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts words with bounded memory. When it knows twice as many words as it may keep, the rarer half is forgotten (of
 * equally rare ones those that come last in the alphabet), in the manner of lossy counting (Manku and Motwani 2002): a
 * word that was forgotten and comes again starts at 1. Not safe for several threads.
 */
public final class WordCounter {

    /** Words that are kept where nobody says otherwise: a few tens of megabytes. */
    public static final int USUAL_WORDS = 100_000;

    private static final Comparator<Map.Entry<String, Long>> FREQUENT_FIRST =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    private final int most;
    private final Map<String, Long> counts = new HashMap<>();
    private long forgotten;

    /**
     * A counter that knows no word yet.
     *
     * @param most different words that are sure to be kept, at least 1; it never holds more than twice as many
     */
    public WordCounter(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a counter needs room for at least 1 word, not " + most);
        }
        this.most = most;
    }

    /** Counts the words of a text, as {@link Words} finds them. */
    public void add(String text) {
        Words.of(text).forEach(this::addWord);
    }

    /** Counts one word, or a token of any other kind. */
    public void addWord(String word) {
        counts.merge(word, 1L, Long::sum);
        if (counts.size() > 2L * most) {
            forget();
        }
    }

    /** What was counted so far. */
    public WordCounts counts() {
        return new WordCounts(counts, forgotten);
    }

    private void forget() {
        List<Map.Entry<String, Long>> rare = counts.entrySet().stream()
                .sorted(FREQUENT_FIRST)
                .skip(most)
                .map(Map.Entry::copyOf)
                .toList();
        for (Map.Entry<String, Long> word : rare) {
            counts.remove(word.getKey());
            forgotten += word.getValue();
        }
    }
}
