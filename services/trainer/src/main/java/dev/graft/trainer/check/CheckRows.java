package dev.graft.trainer.check;

import dev.graft.learning.train.LabelledText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The training rows that a check uses. Of more than it may use they are those whose texts have the smallest hashes, the
 * first two of each label before all others: so most stay the same from snapshot to snapshot, whatever the order of the
 * batches, and their features are known.
 */
final class CheckRows {
    private static final int FOR_A_PROBE = 2;

    private CheckRows() {}

    static List<LabelledText> choose(List<LabelledText> rows, int most) {
        record Ranked(LabelledText row, String hash, boolean first) {}
        List<Ranked> ranked = new ArrayList<>();
        byLabel(rows).values().forEach(ofLabel -> {
            List<LabelledText> ordered = ofLabel.stream()
                    .sorted(Comparator.comparing(row -> FeatureMemory.hash(row.input())))
                    .toList();
            for (int i = 0; i < ordered.size(); i++) {
                LabelledText row = ordered.get(i);
                ranked.add(new Ranked(row, FeatureMemory.hash(row.input()), i < FOR_A_PROBE));
            }
        });
        return ranked.stream()
                .sorted(Comparator.comparing(Ranked::first).reversed().thenComparing(Ranked::hash))
                .limit(most)
                .map(Ranked::row)
                .toList();
    }

    /** Why nothing can be told from these rows; empty where something can. */
    static Optional<String> tooFew(List<LabelledText> rows, CheckBounds bounds) {
        Map<String, List<LabelledText>> byLabel = byLabel(rows);
        long learnable = byLabel.values().stream()
                .filter(ofLabel -> ofLabel.size() >= FOR_A_PROBE)
                .count();
        if (learnable < 2) {
            return Optional.of("a probe needs two labels with two training rows each, and there are " + learnable);
        }
        if (rows.size() < bounds.fewestRows()) {
            return Optional.of(
                    rows.size() + " training rows are too few for a check, which begins with " + bounds.fewestRows());
        }
        if (Math.min(rows.size(), bounds.mostRows()) < FOR_A_PROBE * byLabel.size()) {
            return Optional.of("a check of " + Math.min(rows.size(), bounds.mostRows())
                    + " training rows cannot show each of " + byLabel.size() + " labels twice");
        }
        return Optional.empty();
    }

    private static Map<String, List<LabelledText>> byLabel(List<LabelledText> rows) {
        Function<LabelledText, String> label = LabelledText::label;
        return rows.stream().collect(Collectors.groupingBy(label, TreeMap::new, Collectors.toList()));
    }
}
