package dev.graft.learning.classic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Texts as the weights of their terms: TF-IDF (Salton and Buckley 1988) as scikit-learn's {@code TfidfVectorizer} has it. A term
 * weighs its count, or 1 + ln(count), times {@code 1 + ln((1 + texts) / (1 + texts with it))}; each row has length 1, or is all
 * zeros. Fitted on all texts that the caller allows, of the source alone or of both domains, labelled or not; the space of a
 * source serves its target as it is. Immutable; safe for many threads.
 *
 * <p>{@link TextSpaceFile} keeps it.
 */
public final class TextSpace {

    /** The most terms that a space has. */
    public static final int MOST_TERMS = 1_000_000;

    private final TextTerms terms;
    private final boolean sublinear;
    private final int texts;
    private final List<String> names;
    private final int[] textsWith;
    private final Map<String, Integer> columns = new HashMap<>();

    /** @param textsWith each name, which ascend */
    TextSpace(TextTerms terms, boolean sublinear, int texts, List<String> names, int[] textsWith) {
        this.terms = terms;
        this.sublinear = sublinear;
        this.texts = texts;
        this.names = List.copyOf(names);
        this.textsWith = textsWith.clone();
        for (int column = 0; column < names.size(); column++) {
            columns.put(names.get(column), column);
        }
    }

    /**
     * Which terms become features.
     *
     * @param leastTexts that have a term, at least 1
     * @param mostTerms 1 to {@value #MOST_TERMS}; those that most texts have, of equally frequent ones the first by name
     */
    public record Options(TextTerms terms, boolean sublinear, int leastTexts, int mostTerms) {

        public Options {
            if (leastTexts < 1 || mostTerms < 1 || mostTerms > MOST_TERMS) {
                throw new IllegalArgumentException("terms of 1 text or more and 1 to " + MOST_TERMS
                        + " of them can be kept, not " + leastTexts + " and " + mostTerms);
            }
        }

        /** Words and pairs of words, 1 + ln(count), each term that occurs, 200,000 at most. */
        public static Options wordsAndPairs() {
            return new Options(TextTerms.words(1, 2), true, 1, 200_000);
        }
    }

    /**
     * Counts terms.
     *
     * @param texts at least one with a term in it
     * @throws IllegalArgumentException where no term is left
     */
    public static TextSpace fit(Options options, List<String> texts) {
        Map<String, int[]> counts = new HashMap<>();
        for (String text : texts) {
            Set<String> own = new HashSet<>();
            options.terms().of(text, own::add);
            own.forEach(term -> counts.computeIfAbsent(term, each -> new int[1])[0]++);
        }
        List<String> names = new ArrayList<>(counts.keySet());
        names.removeIf(term -> counts.getOrDefault(term, new int[1])[0] < options.leastTexts());
        Collections.sort(names);
        if (names.size() > options.mostTerms()) {
            names.sort(Comparator.comparingInt(term -> -counts.getOrDefault(term, new int[1])[0]));
            names = new ArrayList<>(names.subList(0, options.mostTerms()));
            Collections.sort(names);
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("no term occurs in " + options.leastTexts() + " of " + texts.size()
                    + " texts; remedy: fewer texts a term, or terms of characters");
        }
        return new TextSpace(
                options.terms(),
                options.sublinear(),
                texts.size(),
                names,
                names.stream()
                        .mapToInt(term -> counts.getOrDefault(term, new int[1])[0])
                        .toArray());
    }

    /** The number of features. */
    public int width() {
        return names.size();
    }

    /** What the features stand for, in their order; "w " begins a term of words, "c " one of characters. */
    public List<String> names() {
        return names;
    }

    TextTerms terms() {
        return terms;
    }

    boolean isSublinear() {
        return sublinear;
    }

    int texts() {
        return texts;
    }

    int textsWith(int column) {
        return textsWith[column];
    }

    /** Texts as rows {@code (texts, width)}; terms that the space does not have count nothing. */
    public FeatureVectors vectors(List<String> all) {
        List<int[]> own = new ArrayList<>();
        List<double[]> weights = new ArrayList<>();
        for (String text : all) {
            TreeMap<Integer, Integer> counts = new TreeMap<>();
            terms.of(text, term -> {
                Integer column = columns.get(term);
                if (column != null) {
                    counts.merge(column, 1, Integer::sum);
                }
            });
            own.add(counts.keySet().stream().mapToInt(Integer::intValue).toArray());
            weights.add(counts.entrySet().stream()
                    .mapToDouble(entry -> weight(entry.getKey(), entry.getValue()))
                    .toArray());
        }
        return FeatureVectors.sparse(width(), own, weights).unitLength();
    }

    private double weight(int column, int count) {
        double inverse = 1 + Math.log((1.0 + texts) / (1 + textsWith[column]));
        return (sublinear ? 1 + Math.log(count) : count) * inverse;
    }
}
