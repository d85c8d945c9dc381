package dev.graft.launcher.story;

import dev.graft.contracts.EventData;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.ModelRolledBack;
import dev.graft.contracts.event.RuleOutcome;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.contracts.event.RunStopRequested;
import dev.graft.launcher.terminal.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An event in a person's words, one line or a few. */
final class EventText {

    private EventText() {}

    /** Nothing for events that a person follows otherwise or need not see. */
    static List<String> of(EventData data) {
        if (data instanceof BatchAccepted event) {
            return List.of(accepted(event));
        } else if (data instanceof DatasetPrepared event) {
            return List.of(prepared(event));
        } else if (data instanceof DatasetRejected event) {
            return List.of("batch refused (" + word(event.reason()) + "): " + event.explanation());
        } else if (data instanceof RunStarted event) {
            return List.of(started(event));
        } else if (data instanceof RunStopRequested) {
            return List.of("a stop of the run was asked for");
        } else if (data instanceof RunCompleted event) {
            return List.of(completed(event));
        } else if (data instanceof RunAbandoned event) {
            return List.of(abandoned(event));
        } else if (data instanceof ModelEvaluated event) {
            return evaluated(event);
        }
        return moved(data);
    }

    private static List<String> moved(EventData data) {
        if (data instanceof ModelPromoted event) {
            return List.of("version " + event.version() + " is live: " + event.summary());
        } else if (data instanceof ModelRejected event) {
            return List.of("version " + event.version() + (event.leftOpen() ? " stays a challenger" : " was refused")
                    + ": " + event.summary() + moreRows(event));
        } else if (data instanceof ModelRolledBack event) {
            return List.of("version " + event.version() + " is live again, for version " + event.previousVersion()
                    + ": " + event.explanation());
        }
        return List.of();
    }

    private static String moreRows(ModelRejected event) {
        Long more = event.moreLabelledRows();
        return more == null ? "" : " That is about " + more + " more labelled rows.";
    }

    private static String accepted(BatchAccepted event) {
        String waiting = event.pendingRows() < event.minimumNewRows()
                ? "; " + event.pendingRows() + " of " + event.minimumNewRows() + " new rows that a run waits for"
                : "";
        return "batch accepted: " + rows(event) + found(event.findings()) + waiting;
    }

    private static String found(BatchAccepted.@Nullable Findings findings) {
        if (findings == null) {
            return "";
        }
        String labels = findings.suspectedLabels() == 0
                ? ""
                : "; " + findings.suspectedLabels() + " of " + findings.checkedRows() + " checked labels are in doubt";
        return labels + (Boolean.TRUE.equals(findings.drifted()) ? "; it differs from the data set (drift)" : "");
    }

    private static String rows(BatchAccepted event) {
        return event.rows().accepted() + " rows taken in, " + event.rows().quarantined() + " quarantined, "
                + event.rows().duplicates() + " known before";
    }

    private static String prepared(DatasetPrepared event) {
        return String.format(
                Locale.ROOT,
                "data set prepared: %d rows to learn from, %d to validate, %d to test",
                event.rows().train(),
                event.rows().validation(),
                event.rows().test());
    }

    private static String started(RunStarted event) {
        String from = event.championVersion() == null ? "the bare backbone" : "version " + event.championVersion();
        String resumed = event.resumedAfterEpoch() > 0 ? ", resumed after epoch " + event.resumedAfterEpoch() : "";
        return "run started on " + event.device() + " from " + from + resumed + ": " + event.strategy();
    }

    private static String abandoned(RunAbandoned event) {
        return event.supersededBy() == null
                ? "run ended without a challenger (" + word(event.reason()) + "): " + event.explanation()
                : "run superseded: " + event.explanation();
    }

    private static String completed(RunCompleted event) {
        return "challenger ready after " + event.epochs() + " epochs"
                + (event.stoppedEarly() ? ", stopped early" : "")
                + "; best was epoch " + event.bestEpoch() + " with "
                + Figures.share(event.validationAccuracy()) + " on the validation rows";
    }

    private static List<String> evaluated(ModelEvaluated event) {
        List<String> lines = new ArrayList<>();
        String champion = event.champion() == null
                ? "no champion yet"
                : "champion " + Figures.share(event.champion().accuracy());
        lines.add("evaluated on " + event.challenger().rows() + " untouched rows: challenger "
                + Figures.share(event.challenger().accuracy()) + ", " + champion);
        event.rules().stream()
                .map(rule -> "  " + mark(rule) + " " + rule.sentence())
                .forEach(lines::add);
        return lines;
    }

    private static String mark(RuleOutcome rule) {
        return rule.passed() ? "✓" : "✗";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
