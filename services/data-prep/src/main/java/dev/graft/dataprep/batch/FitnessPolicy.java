package dev.graft.dataprep.batch;

import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.batch.BatchRefused.Refusal;
import dev.graft.dataprep.check.LabelFindings;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whether a batch as a whole is fit to learn from, by what became of its rows. */
final class FitnessPolicy {
    private final double maxBadShare;
    private final int badShareFromRows;

    FitnessPolicy(BatchLimits limits) {
        this.maxBadShare = limits.maxBadShare();
        this.badShareFromRows = limits.badShareFromRows();
    }

    /** Why it is not; empty when it is. */
    Optional<Refusal> refusal(QualityReport report, Task task) {
        RowCounts rows = report.rows();
        double maxBadShare = Objects.requireNonNullElse(task.preparation().maximumBadShare(), this.maxBadShare);
        if (rows.received() >= badShareFromRows && report.shares().quarantined() > maxBadShare) {
            return Optional.of(new Refusal(
                    Reason.TOO_MANY_BAD_ROWS,
                    String.format(
                            Locale.ROOT,
                            "%d of %d rows break a rule, more than the %.0f %% that a batch may have; most often %s."
                                    + " The quarantine says why for each row",
                            rows.quarantined(),
                            rows.received(),
                            100 * maxBadShare,
                            mostFrequent(report.brokenRules()))));
        }
        return rows.accepted() > 0 ? Optional.empty() : Optional.of(nothingNew(report));
    }

    /** Why the labels of its new rows are not; empty when they are, or when the task wants to hear of it and no more. */
    static Optional<Refusal> refusalOfLabels(QualityReport report, Task task) {
        LabelFindings labels = report.checks() == null ? null : report.checks().labels();
        if (labels == null
                || !labels.areShuffled()
                || Preparation.REPORT.equals(task.preparation().shuffledLabels())) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                Reason.LABELS_SHUFFLED,
                labels.sentence() + " Look whether rows and labels got out of step, announce the batch again with the"
                        + " right ones; if the labels are right and only hard to tell from the rows, declare the task with"
                        + " preparation.shuffledLabels 'report'"));
    }

    private static Refusal nothingNew(QualityReport report) {
        RowCounts rows = report.rows();
        if (rows.received() == 0) {
            return new Refusal(Reason.NO_NEW_ROWS, "the batch holds no rows");
        }
        if (rows.duplicates() == 0) {
            return new Refusal(
                    Reason.TOO_MANY_BAD_ROWS,
                    "each of the " + rows.received() + " rows breaks a rule, most often "
                            + mostFrequent(report.brokenRules()) + ". The quarantine says why for each row");
        }
        if (rows.quarantined() == 0) {
            return new Refusal(
                    Reason.NO_NEW_ROWS,
                    "all " + rows.received() + " rows are duplicates: the data set holds these rows with these labels"
                            + " already");
        }
        return new Refusal(
                Reason.NO_NEW_ROWS,
                "none of the " + rows.received() + " rows is new: " + rows.duplicates() + " are duplicates and "
                        + rows.quarantined() + " break a rule, most often " + mostFrequent(report.brokenRules()));
    }

    private static String mostFrequent(Map<String, Long> brokenRules) {
        return brokenRules.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(most -> "'" + most.getKey() + "' (" + most.getValue() + " rows)")
                .orElse("no rule at all");
    }
}
