package dev.graft.dataprep.check;

import dev.graft.dataprep.journal.RowSample;
import dev.graft.learning.drift.DataSample;
import java.util.List;
import java.util.SortedMap;

/** Rows as the checks see them. */
interface Sight {
    /** What the features come from, for a report. */
    String backbone();

    /** @throws FeaturesFailed when they cannot be computed */
    FeatureCache.Features features(List<RowSample.Row> dataset, List<RowSample.Row> batch);

    /**
     * What drift is told by.
     *
     * @param labels counted over all rows, everything else over the sampled ones
     */
    DataSample sample(List<RowSample.Row> rows, SortedMap<String, Long> labels, float[][] features);

    /** The beginning of a row, for a person. */
    String shown(RowSample.Row row);
}
