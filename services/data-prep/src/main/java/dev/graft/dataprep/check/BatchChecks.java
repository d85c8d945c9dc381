package dev.graft.dataprep.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the checks of a batch found; part of its quality report.
 *
 * @param skipped why nothing was checked, a sentence; null: something was
 * @param scope what was looked at
 * @param labels null: nothing was checked
 * @param drift null: nothing was checked, or the data set has too few rows to compare with
 * @param languages null: nothing was checked, the rows hold no texts, or too few texts are long enough to tell
 * @param advice null: nothing was checked, or the rows hold numbers, of which there is one way to learn
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BatchChecks(
        @Nullable String skipped,
        @Nullable Scope scope,
        @Nullable LabelFindings labels,
        @Nullable DriftFindings drift,
        @Nullable LanguageFindings languages,
        @Nullable StrategyFindings advice) {

    /**
     * What was looked at.
     *
     * @param backbone whose frozen features were used; of numbers {@code fitted-features}
     * @param rows of the batch, evenly drawn where it has more
     * @param datasetRows that they were compared with, evenly drawn
     * @param seconds that it took
     */
    public record Scope(String backbone, int rows, int datasetRows, double seconds) {}

    BatchChecks with(@Nullable LanguageFindings told, StrategyFindings advised) {
        return new BatchChecks(skipped, scope, labels, drift, told, advised);
    }

    static BatchChecks skipped(String reason) {
        return new BatchChecks(reason, null, null, null, null, null);
    }
}
