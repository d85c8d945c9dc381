package dev.graft.dataprep.rule;

import dev.graft.dataprep.mapping.MappedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rules for rows of one task, in the order in which they are asked; the first that is broken names the fault. */
public final class RowRules {
    /** The text of a known row with another label; found by comparing rows, not by looking at one. */
    public static final String CONFLICTING_LABEL = "conflicting-label";

    /** A text that the golden set holds, or one that differs little from it. */
    public static final String GOLDEN_OVERLAP = "golden-overlap";

    private final List<RowRule> rules;

    private RowRules(List<RowRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * The rules for a text task.
     *
     * @param labels the task's classes
     * @param pairs whether a row holds two texts, for each of which the rules stand
     * @param minTextChars the shortest text, in UTF-16 code units
     * @param maxTextChars the longest text
     */
    public static RowRules forText(List<String> labels, boolean pairs, int minTextChars, int maxTextChars) {
        List<RowRule> rules = new ArrayList<>(ofTexts(pairs, minTextChars, maxTextChars));
        rules.addAll(ofLabels(labels));
        return new RowRules(rules);
    }

    /** The rules for texts that need no label. */
    public static RowRules forUnlabelledText(boolean pairs, int minTextChars, int maxTextChars) {
        return new RowRules(ofTexts(pairs, minTextChars, maxTextChars));
    }

    private static List<RowRule> ofTexts(boolean pairs, int minTextChars, int maxTextChars) {
        List<RowRule> rules = new ArrayList<>(ofText("text", MappedRow::text, minTextChars, maxTextChars));
        if (pairs) {
            rules.addAll(ofText("second text", MappedRow::pair, minTextChars, maxTextChars));
        }
        return rules;
    }

    private static List<RowRule> ofText(
            String noun, Function<MappedRow, @Nullable String> textOf, int minTextChars, int maxTextChars) {
        Function<MappedRow, String> text = row -> orEmpty(textOf.apply(row));
        return List.of(
                RowRule.of("text-missing", row -> when(textOf.apply(row) == null, "the row has no " + noun)),
                RowRule.of(
                        "text-blank",
                        row -> when(TextShape.isBlank(text.apply(row)), "the " + noun + " shows nothing")),
                RowRule.of(
                        "text-too-short",
                        row -> when(
                                text.apply(row).length() < minTextChars,
                                "the " + noun + " has " + text.apply(row).length()
                                        + " characters; the task asks for at least " + minTextChars)),
                RowRule.of(
                        "text-too-long",
                        row -> when(
                                text.apply(row).length() > maxTextChars,
                                "the " + noun + " has " + text.apply(row).length() + " characters; at most "
                                        + maxTextChars + " are learnt from")),
                RowRule.of("text-broken-unicode", row -> TextShape.brokenUnicode(text.apply(row))),
                RowRule.of("text-control-character", row -> TextShape.controlCharacter(text.apply(row))));
    }

    /**
     * The rules for rows of a task whose content others check.
     *
     * @param labels the task's classes
     */
    public static RowRules forLabel(List<String> labels) {
        return new RowRules(ofLabels(labels));
    }

    private static List<RowRule> ofLabels(List<String> labels) {
        Set<String> known = Set.copyOf(labels);
        return List.of(
                RowRule.of(
                        "label-missing",
                        row -> when(row.label() == null || row.label().isBlank(), "the row has no label")),
                RowRule.of(
                        "label-unknown",
                        row -> when(
                                !known.contains(label(row)),
                                "the task has no label '" + Excerpt.of(label(row))
                                        + "'; correct the row, or declare a new version of the task that has it")));
    }

    /** The first rule that the row breaks; empty when it breaks none. */
    public Optional<Breach> check(MappedRow row) {
        for (RowRule rule : rules) {
            Optional<String> reason = rule.broken(row);
            if (reason.isPresent()) {
                return Optional.of(new Breach(rule.name(), reason.get()));
            }
        }
        return Optional.empty();
    }

    /** A rule that a row broke, and why. */
    public record Breach(String rule, String reason) {}

    private static Optional<String> when(boolean broken, String reason) {
        return broken ? Optional.of(reason) : Optional.empty();
    }

    private static String label(MappedRow row) {
        return orEmpty(row.label()).strip();
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
