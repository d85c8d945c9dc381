package dev.graft.dataprep.check;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.graft.dataprep.journal.RowSample;
import dev.graft.learning.labels.FlippedShare;
import dev.graft.learning.labels.JudgedRow;
import dev.graft.learning.labels.LabelReport;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was found about a batch's labels.
 *
 * @param verdict {@code sound}, {@code worse} (they agree with their rows less than those of the data set), {@code
 *     shuffled} (no better than at random) or {@code unknown} (the features say too little to tell)
 * @param sentence the same with its figures, for a person
 * @param judged rows; of the others no label could be predicted
 * @param agreement share of them whose label is the one that their content suggests, 0 to 1
 * @param datasetAgreement the same share of the data set's rows; null: there are none to compare with
 * @param chance the share that would agree if the batch's labels were shuffled
 * @param wrong estimated share of wrong labels, with its 95 % interval
 * @param suspected how many rows have a label that is probably wrong
 * @param suspects these rows, worst first, at most {@value #MAX_LISTED}
 */
public record LabelFindings(
        String verdict,
        String sentence,
        int judged,
        double agreement,
        @Nullable Double datasetAgreement,
        double chance,
        FlippedShare wrong,
        int suspected,
        List<Suspect> suspects) {
    static final int MAX_LISTED = 1_000;

    /**
     * A row whose label is probably wrong.
     *
     * @param text its beginning; of numbers the first values with their columns, of a picture the name of its file
     * @param suggested the label that its content suggests
     * @param suspicion how much more probable than the given one that is, 0.5 to 1
     */
    public record Suspect(String rowId, String text, String label, String suggested, double suspicion) {}

    static LabelFindings of(LabelReport report, List<RowSample.Row> rows, List<String> labels, Sight sight) {
        return new LabelFindings(
                report.verdict().name().toLowerCase(Locale.ROOT),
                sentence(report),
                report.ranking().size(),
                report.batch().share(),
                report.trusted().rows() == 0 ? null : report.trusted().share(),
                report.chance(),
                report.flipped(),
                report.suspected(),
                report.suspects().stream()
                        .limit(MAX_LISTED)
                        .map(row -> suspect(row, rows.get(row.row()), labels, sight))
                        .toList());
    }

    private static Suspect suspect(JudgedRow judged, RowSample.Row row, List<String> labels, Sight sight) {
        return new Suspect(
                row.rowId(), sight.shown(row), row.label(), labels.get(judged.suggested()), judged.suspicion());
    }

    /** Whether the labels are no better than shuffled ones. */
    @JsonIgnore
    public boolean areShuffled() {
        return verdict.equals("shuffled");
    }

    private static String sentence(LabelReport report) {
        int judged = report.ranking().size();
        String agreement = report.batch().agreeing() + " of " + judged
                + " checked rows have the label that their content suggests ("
                + percent(report.batch().share())
                + (report.trusted().rows() == 0
                        ? ""
                        : "; of the data set's rows " + percent(report.trusted().share()))
                + "; by chance it would be " + percent(report.chance()) + ")";
        return switch (report.verdict()) {
            case SHUFFLED -> "The labels tell nothing about the rows: " + agreement + ".";
            case UNKNOWN -> "Whether the labels are right cannot be told: " + agreement + ".";
            case WORSE -> "The labels are worse than those of the data set: " + agreement + "; " + wrong(report) + ".";
            case SOUND -> "The labels are sound: " + agreement + "; " + wrong(report) + ".";
        };
    }

    private static String wrong(LabelReport report) {
        FlippedShare share = report.flipped();
        return "about " + percent(share.estimate()) + " are wrong (" + percent(share.low()) + " to "
                + percent(share.high()) + "), " + report.suspected() + " rows are suspected";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
