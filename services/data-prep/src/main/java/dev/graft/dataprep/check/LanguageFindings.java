package dev.graft.dataprep.check;

import dev.graft.dataprep.journal.RowSample;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The languages of a batch's texts, beside those of the data set. Told for each text by itself and counted: of a single short
 * text the language is a guess, of hundreds the shares are within a few percent.
 *
 * @param rows of the batch whose language was told; shorter texts say too little
 * @param shares of the batch by ISO 639-3 code, largest first, those of 1 % and more
 * @param datasetShares the same of the data set; null: it has too few rows to compare with
 * @param unusual languages that at least one text in 20 of the batch is written in, and fewer than one in 100 of the data
 *     set
 * @param sentence the same for a person
 */
public record LanguageFindings(
        int rows,
        Map<String, Double> shares,
        @Nullable Map<String, Double> datasetShares,
        List<String> unusual,
        String sentence) {
    static final int MAX_ROWS = 300;

    private static final int LEAST_ROWS = 50;
    private static final double LISTED = 0.01;
    private static final double UNUSUAL = 0.05;

    /** Empty where too few texts are long enough. */
    static Optional<LanguageFindings> of(List<RowSample.Row> rows, List<RowSample.Row> dataset, Languages languages) {
        List<String> texts = texts(rows);
        if (texts.size() < LEAST_ROWS) {
            return Optional.empty();
        }
        Map<String, Double> shares = shares(texts, languages);
        List<String> known = texts(dataset);
        Map<String, Double> datasetShares = known.size() < LEAST_ROWS ? null : shares(known, languages);
        List<String> unusual = datasetShares == null
                ? List.of()
                : shares.entrySet().stream()
                        .filter(share -> share.getValue() >= UNUSUAL)
                        .map(Map.Entry::getKey)
                        .filter(language -> datasetShares.getOrDefault(language, 0.0) < LISTED)
                        .toList();
        String sentence = "The texts are in " + spelled(shares)
                + (datasetShares == null ? "." : "; those of the data set in " + spelled(datasetShares) + ".")
                + (unusual.isEmpty() ? "" : " New to the data set: " + String.join(", ", unusual) + ".");
        return Optional.of(
                new LanguageFindings(texts.size(), listed(shares), listedOrNull(datasetShares), unusual, sentence));
    }

    private static List<String> texts(List<RowSample.Row> rows) {
        return rows.stream()
                .map(row -> row.texts().all())
                .filter(text -> text.length() >= Languages.LEAST_CHARS)
                .limit(MAX_ROWS)
                .toList();
    }

    /** Largest first; of equal ones in the order of their codes. */
    private static Map<String, Double> shares(List<String> texts, Languages languages) {
        Map<String, Long> counts = texts.stream().collect(Collectors.groupingBy(languages::of, Collectors.counting()));
        Map<String, Double> shares = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(count -> shares.put(count.getKey(), (double) count.getValue() / texts.size()));
        return shares;
    }

    private static @Nullable Map<String, Double> listedOrNull(@Nullable Map<String, Double> shares) {
        return shares == null ? null : listed(shares);
    }

    private static Map<String, Double> listed(Map<String, Double> shares) {
        Map<String, Double> listed = new LinkedHashMap<>(shares);
        listed.values().removeIf(share -> share < LISTED);
        return listed;
    }

    private static String spelled(Map<String, Double> shares) {
        Map<String, Double> listed = listed(shares);
        return listed.isEmpty()
                ? "many languages"
                : listed.entrySet().stream()
                        .map(share ->
                                String.format(Locale.ROOT, "%s (%.0f %%)", share.getKey(), 100 * share.getValue()))
                        .collect(Collectors.joining(", "));
    }
}
