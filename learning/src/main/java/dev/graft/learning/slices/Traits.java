package dev.graft.learning.slices;

import java.util.Map;

/**
 * What is known of a row beside its content, by which it can be told from others.
 *
 * @param numbers by name, such as {@code characters}; NaN is left out
 * @param words by name, such as {@code data source}
 */
public record Traits(Map<String, Double> numbers, Map<String, String> words) {
    private static final String IS = " is ";

    /** An immutable value. */
    public Traits {
        numbers = Map.copyOf(numbers);
        words = Map.copyOf(words);
    }

    /** The name of the feature that is 1 where a word is this one, and 0 elsewhere. */
    static String feature(String name, String word) {
        return name + IS + word;
    }

    /** The value of a feature; 0 for a word that the row does not have, NaN for a number. */
    double value(String feature) {
        Double number = numbers.get(feature);
        if (number != null) {
            return number;
        }
        boolean has = words.entrySet().stream()
                .anyMatch(word -> feature(word.getKey(), word.getValue()).equals(feature));
        return has ? 1 : feature.contains(IS) ? 0 : Double.NaN;
    }
}
