package dev.graft.learning.gate;

import dev.graft.learning.metrics.ClassScore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules about which labels a model knows, and which of them were tested. */
final class LabelRules {

    static final String KEEPS = "keeps-champion-labels";
    static final String NEW = "new-labels";
    static final String UNTESTED = "classes-without-test-rows";

    private LabelRules() {}

    /** The challenger still knows every label that the champion can answer with. */
    static List<RuleOutcome> keepsChampionLabels(GateInput.Challenge input, GatePolicy policy) {
        List<String> lost = input.champion().labelsUnknownTo(input.challenger());
        String sentence = lost.isEmpty()
                ? "The challenger knows every label of the champion."
                : "The challenger lacks %s that the champion knows: %s."
                        .formatted(Words.count(lost.size(), "label"), Words.quoted(lost));
        return RuleOutcome.required(KEEPS, lost.isEmpty(), lost.size(), 0, sentence);
    }

    /** Reports the labels that only the challenger knows, and how many rows the champion cannot get right. */
    static List<RuleOutcome> newLabels(GateInput.Challenge input, GatePolicy policy) {
        List<String> added = input.challenger().labelsUnknownTo(input.champion());
        if (added.isEmpty()) {
            return List.of();
        }
        Set<String> names = new HashSet<>(added);
        long rows = input.challenger().all().perClass().stream()
                .filter(score -> names.contains(score.label()))
                .mapToLong(ClassScore::support)
                .sum();
        String sentence =
                "The challenger knows %s that the champion lacks: %s; the champion cannot be right on their %s."
                        .formatted(
                                Words.count(added.size(), "label"), Words.quoted(added), Words.count(rows, "test row"));
        return RuleOutcome.information(NEW, added.size(), sentence);
    }

    /** Warns of labels of the challenger that no test row carries: nothing is known about them. */
    static List<RuleOutcome> untestedClasses(GateInput input, GatePolicy policy) {
        Set<String> tested = input.challenger().all().perClass().stream()
                .filter(score -> score.support() > 0)
                .map(ClassScore::label)
                .collect(Collectors.toSet());
        List<String> untested = input.challenger().labels().stream()
                .filter(label -> !tested.contains(label))
                .toList();
        String sentence = untested.isEmpty()
                ? "Every label of the challenger has test rows."
                : "The test rows say nothing about %s that no test row carries: %s."
                        .formatted(Words.count(untested.size(), "label"), Words.quoted(untested));
        return RuleOutcome.warning(UNTESTED, untested.isEmpty(), untested.size(), 0, sentence);
    }
}
