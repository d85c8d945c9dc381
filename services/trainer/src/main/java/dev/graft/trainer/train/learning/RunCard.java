package dev.graft.trainer.train.learning;

import dev.graft.learning.model.ModelCard;
import dev.graft.trainer.check.BackboneCheckReport;
import dev.graft.trainer.plan.DataLicence;
import dev.graft.trainer.plan.Replay;
import dev.graft.trainer.plan.RunPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The card of a run's model: what the plan says of where it comes from. */
final class RunCard {
    /** As Hugging Face's cards spell it. */
    static final String UNKNOWN_LICENCE = "other";

    private RunCard() {}

    /**
     * @param origins where a person finds the backbones; none of numbers
     * @param licence SPDX identifier in lower case
     */
    static ModelCard of(RunPlan plan, List<String> origins, String licence) {
        return new ModelCard(
                plan.task(),
                origins,
                licence,
                "snapshot " + plan.snapshotId() + " of task " + plan.task(),
                new TreeMap<>(),
                notes(plan));
    }

    private static List<String> notes(RunPlan plan) {
        List<String> notes = new ArrayList<>(List.of(
                "Run " + plan.runId() + " of task version " + plan.taskVersion(),
                plan.championVersion() == null
                        ? "Started from the bare backbone"
                        : "Started from version " + plan.championVersion()));
        if (plan.dataLicences() != null) {
            plan.dataLicences().stream().map(DataLicence::inWords).forEach(notes::add);
        }
        Replay replay = plan.replay();
        if (replay != null) {
            notes.add("Learnt from " + replay.newRows() + " rows that were new to version " + plan.championVersion()
                    + " and from " + replay.replayedRows() + " of the " + replay.knownRows() + " that it knows");
        }
        notes.addAll(Objects.requireNonNullElse(plan.reasons(), List.of()));
        Map<String, Double> weights = plan.classWeights();
        if (weights != null) {
            notes.add("In the loss a row weighs by its label: "
                    + weights.entrySet().stream()
                            .map(each -> String.format(Locale.ROOT, "%s %.4g", each.getKey(), each.getValue()))
                            .collect(Collectors.joining(", ")));
        }
        BackboneCheckReport check = plan.backboneCheck();
        if (check != null) {
            Stream.of(check.summary(), check.warning()).filter(Objects::nonNull).forEach(notes::add);
        }
        return notes;
    }
}
