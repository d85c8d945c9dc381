package dev.graft.trainer.plan;

import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Under which licence some rows of a snapshot are.
 *
 * @param dataSource of the rows; null: rows in the task's own columns
 * @param rows from 1
 * @param licence as the task's owner states it; null: none is stated
 */
public record DataLicence(
        @Nullable String dataSource, long rows, @Nullable String licence) {

    /** Of all rows of a snapshot, by data source in the order of their names, those of none last. */
    static List<DataLicence> of(SnapshotManifest snapshot) {
        Task task = snapshot.task();
        List<DataLicence> all = new ArrayList<>();
        long named = 0;
        for (var source : snapshot.dataSources().entrySet()) {
            DataSource declared = task.dataSources().get(source.getKey());
            String stated = declared == null ? null : declared.licence();
            SplitCounts rows = source.getValue();
            all.add(new DataLicence(source.getKey(), rows.total(), stated == null ? task.dataLicence() : stated));
            named += rows.total();
        }
        long others = snapshot.rows().total() - named;
        if (others > 0) {
            all.add(new DataLicence(null, others, task.dataLicence()));
        }
        return all;
    }

    /** For a reader of the model card. */
    public String inWords() {
        return "Data: " + rows + (rows == 1 ? " row" : " rows")
                + (dataSource == null ? " in the task's own columns" : " of the data source " + dataSource)
                + ", licence: " + Objects.requireNonNullElse(licence, "none is stated");
    }
}
