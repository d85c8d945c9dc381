package dev.graft.registry.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.event.RuleOutcome;
import dev.graft.contracts.event.Scores;
import dev.graft.registry.book.VersionStatus;
import dev.graft.registry.history.Move;
import dev.graft.registry.history.MoveKind;
import dev.graft.registry.version.Decision;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The paragraph that says why a version is live, or is not: a sentence for each link of the chain. */
final class Because {
    private static final int ID_CHARS = 8;

    private Because() {}

    /** The same answer with its paragraph. */
    static Why of(Why facts) {
        StringJoiner text = new StringJoiner(" ");
        text.add(standing(facts));
        for (Move move : facts.moves()) {
            text.add(moved(move));
        }
        text.add("The gate said: " + sentence(facts.verdict().summary()));
        failures(facts, text);
        text.add(scores(facts));
        text.add(run(facts.lineage().run()));
        text.add(data(facts.lineage()));
        if (!facts.lineage().absent().isEmpty()) {
            text.add("Not to be found any more: "
                    + String.join(", ", facts.lineage().absent()) + ".");
        }
        return new Why(
                facts.task(),
                facts.version(),
                facts.status(),
                facts.createdAt(),
                text.toString(),
                facts.liveVersion(),
                facts.verdict(),
                facts.decision(),
                facts.moves(),
                facts.lineage());
    }

    private static String standing(Why facts) {
        String words = "Version " + facts.version() + " of " + facts.task() + " "
                + facts.status().words();
        if (facts.status() == VersionStatus.LIVE) {
            return words + ".";
        }
        return words
                + (facts.liveVersion() == null
                        ? "; nothing is live."
                        : "; version " + facts.liveVersion() + " is live.");
    }

    private static String moved(Move move) {
        String from = move.previousVersion() == null ? "" : " in the place of version " + move.previousVersion();
        String how = move.kind() == MoveKind.ROLLED_BACK ? " was made live again" : " was made live";
        String why = move.kind() == MoveKind.PROMOTED
                ? " by the gate's verdict."
                : " by " + move.requestedBy() + ": " + sentence(move.explanation());
        return "On " + move.at().truncatedTo(ChronoUnit.SECONDS) + " (entry " + move.sequence()
                + " of the history) version " + move.version() + how + from + why;
    }

    private static void failures(Why facts, StringJoiner text) {
        List<RuleOutcome> failed =
                facts.verdict().rules().stream().filter(rule -> !rule.passed()).toList();
        for (RuleOutcome rule : failed) {
            text.add((rule.keepsChampion() ? "Not passed" : "A warning") + " (" + rule.rule() + "): "
                    + sentence(rule.sentence()));
        }
        Decision decision = facts.decision();
        if (decision != null && !decision.summary().equals(facts.verdict().summary())) {
            text.add("The registry decided: " + sentence(decision.summary()));
        }
    }

    private static String scores(Why facts) {
        Lineage.EvaluationOf evaluation = facts.lineage().evaluation();
        String text =
                "On %d test rows it has %s".formatted(evaluation.challenger().rows(), figures(evaluation.challenger()));
        Scores champion = evaluation.champion();
        return champion == null
                ? text + "; there was no champion to compare it with."
                : text + ", against " + figures(champion) + " of version " + evaluation.championVersion() + ".";
    }

    private static String figures(Scores scores) {
        return "macro F1 %s and accuracy %s".formatted(share(scores.macroF1()), share(scores.accuracy()));
    }

    private static String run(Lineage.Run run) {
        String kind = text(run.plan(), "strategy", "kind");
        return "It was made by run %s%s, which %s and kept epoch %d of %d%s (validation macro F1 %s)."
                .formatted(
                        brief(run.runId()),
                        kind.isEmpty() ? "" : " (" + kind + ")",
                        run.startedFrom() == null
                                ? "started from the bare backbone"
                                : "started from version " + run.startedFrom(),
                        run.bestEpoch(),
                        run.epochs(),
                        run.stoppedEarly() ? ", stopped early" : "",
                        share(run.validationMacroF1()));
    }

    private static String data(Lineage lineage) {
        StringJoiner batches = new StringJoiner("; ");
        for (Lineage.Batch batch : lineage.batches().newest()) {
            batches.add(batch(batch));
        }
        JsonNode rows = lineage.snapshot().rows();
        String text = "It learnt from snapshot " + brief(lineage.snapshot().snapshotId());
        if (rows != null) {
            text += " with %d rows for training, %d for validation and %d for testing"
                    .formatted(
                            rows.path("train").asLong(),
                            rows.path("validation").asLong(),
                            rows.path("test").asLong());
        }
        int total = lineage.batches().total();
        return total == 0
                ? text + "."
                : text + ", from " + total + (total == 1 ? " batch: " : " batches: ") + batches + ".";
    }

    private static String batch(Lineage.Batch batch) {
        JsonNode counts = batch.counts();
        String name = brief(batch.batchId());
        return counts == null
                ? name + " (" + batch.rowsInSnapshot() + " rows)"
                : name
                        + " (%d rows received, %d accepted, %d in quarantine, %d duplicates)"
                                .formatted(
                                        counts.path("received").asLong(),
                                        counts.path("accepted").asLong(),
                                        counts.path("quarantined").asLong(),
                                        counts.path("duplicates").asLong());
    }

    private static String text(@Nullable JsonNode node, String... path) {
        if (node == null) {
            return "";
        }
        JsonNode at = node;
        for (String name : path) {
            at = at.path(name);
        }
        return at.asText("");
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") ? text : text + ".";
    }

    private static String brief(String id) {
        return id.length() <= ID_CHARS ? id : id.substring(0, ID_CHARS);
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.3f", share);
    }
}
