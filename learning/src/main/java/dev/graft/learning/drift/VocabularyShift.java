package dev.graft.learning.drift;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * How much the words of a batch differ from those of the reference. It is described and not tested: words of one text come
 * together, so counts of words alone do not tell how much of a difference is chance. What the same measures are where the
 * pooled words are dealt out anew, each for itself, stands beside them as a lower bound of that; it is the mean of
 * {@value #DEALS} deals.
 *
 * @param unseenShare of the batch's words, repeated ones too, that the reference lacks; where the reference forgot rare
 *     words, an upper bound
 * @param unseenByChance the same of words dealt out anew
 * @param distance Jensen-Shannon distance of the two distributions of words, in [0, 1]
 * @param distanceByChance the same of words dealt out anew; it is large where words are many and texts few
 * @param newWords at most {@value #MOST_NEW_WORDS} words that the reference lacks, the most frequent first
 * @param referenceForgot whether the reference had more words than there was room for
 */
public record VocabularyShift(
        double unseenShare,
        double unseenByChance,
        double distance,
        double distanceByChance,
        List<NewWord> newWords,
        boolean referenceForgot)
        implements Shift {

    private static final int DEALS = 10;
    private static final int MOST_NEW_WORDS = 20;
    private static final int NAMED = 3;

    /**
     * A word that the reference lacks.
     *
     * @param count in the batch
     */
    public record NewWord(String word, long count) {}

    /** An immutable value. */
    public VocabularyShift {
        newWords = List.copyOf(newWords);
    }

    /**
     * Compares counts; takes time in the number of the smaller side's words.
     *
     * @throws IllegalArgumentException where a side has no word
     */
    public static VocabularyShift of(
            WordCounts reference, WordCounts batch, DriftSettings settings, DriftListener listener) {
        if (reference.counts().isEmpty() || batch.counts().isEmpty()) {
            throw new IllegalArgumentException("words cannot be compared where one side has none");
        }
        CountPair counts = CountPair.of(reference.counts(), batch.counts());
        Urn urn = new Urn(counts.pooled());
        SplittableRandom random = new SplittableRandom(settings.seed());
        double unseen = 0;
        double distance = 0;
        for (int deal = 0; deal < DEALS; deal++) {
            listener.onStep("words", deal, DEALS);
            CountPair dealt = dealt(counts, urn, random);
            unseen += unseenShare(dealt) / DEALS;
            distance += dealt.jensenShannon() / DEALS;
        }
        return new VocabularyShift(
                unseenShare(counts),
                unseen,
                counts.jensenShannon(),
                distance,
                newWords(reference.counts(), batch.counts()),
                reference.forgotten() > 0);
    }

    @Override
    public String aspect() {
        return "words";
    }

    @Override
    public OptionalDouble chance() {
        return OptionalDouble.empty();
    }

    @Override
    public String sentence() {
        String share = "%s%s of the words are new, %s would be by chance"
                .formatted(
                        referenceForgot ? "at most " : "",
                        Wording.percent(unseenShare),
                        Wording.percent(unseenByChance));
        String most = newWords.stream()
                .limit(NAMED)
                .map(word -> "'%s' (%d)".formatted(word.word(), word.count()))
                .collect(Collectors.joining(", "));
        return most.isEmpty() ? share : share + "; most often " + most;
    }

    private static CountPair dealt(CountPair counts, Urn urn, SplittableRandom random) {
        long[] pooled = counts.pooled();
        boolean batchIsSmaller = counts.batchTotal() <= counts.referenceTotal();
        long[] smaller = urn.draw(Math.min(counts.batchTotal(), counts.referenceTotal()), random);
        long[] larger = new long[pooled.length];
        for (int word = 0; word < pooled.length; word++) {
            larger[word] = pooled[word] - smaller[word];
        }
        return batchIsSmaller ? new CountPair(larger, smaller) : new CountPair(smaller, larger);
    }

    private static double unseenShare(CountPair counts) {
        long unseen = 0;
        for (int word = 0; word < counts.batch().length; word++) {
            unseen += counts.reference()[word] == 0 ? counts.batch()[word] : 0;
        }
        return (double) unseen / counts.batchTotal();
    }

    private static List<NewWord> newWords(Map<String, Long> reference, Map<String, Long> batch) {
        return batch.entrySet().stream()
                .filter(word -> !reference.containsKey(word.getKey()))
                .map(word -> new NewWord(word.getKey(), word.getValue()))
                .sorted(Comparator.comparingLong(NewWord::count).reversed().thenComparing(NewWord::word))
                .limit(MOST_NEW_WORDS)
                .toList();
    }
}
