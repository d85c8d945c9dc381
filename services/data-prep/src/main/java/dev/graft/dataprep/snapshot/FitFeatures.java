package dev.graft.dataprep.snapshot;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.SnapshotFeatures;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.task.Features;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.journal.Asked;
import dev.graft.dataprep.journal.Dataset;
import dev.graft.dataprep.journal.KnownRows;
import dev.graft.dataprep.journal.RowSample;
import dev.graft.dataprep.journal.WorkFolder;
import dev.graft.dataprep.mapping.NumberMapping;
import dev.graft.learning.tabular.FeatureRecipe;
import dev.graft.learning.tabular.FittedFeatures;
import dev.graft.learning.tabular.StepEffect;
import dev.graft.learning.tabular.TabularColumns;
import dev.graft.learning.tabular.TabularRow;
import dev.graft.platform.store.ObjectStore;
import java.util.List;
import java.util.Objects;

/**
 * Fits the steps that a task declares for its numbers on the training rows of a snapshot, or on an even sample of them that
 * is drawn as the data set grows, so that the cost of a fit does not grow with it. A function of the journal and the
 * declaration: whoever fits gets the same file. Called with the data set's lock held.
 */
final class FitFeatures {
    private final ObjectStore store;
    private final KnownRows knownRows;

    FitFeatures(ObjectStore store, KnownRows knownRows) {
        this.store = store;
        this.knownRows = knownRows;
    }

    /** The snapshot with its features, whose file is stored; as it is where its rows hold something else. */
    SnapshotManifest with(SnapshotManifest snapshot, Dataset dataset) {
        Features features = snapshot.task().features();
        return features == null ? snapshot : snapshot.with(fitted(snapshot, features, dataset));
    }

    private SnapshotFeatures fitted(SnapshotManifest snapshot, Features features, Dataset dataset) {
        Task task = snapshot.task();
        List<RowSample.Row> train = trainRows(task, dataset);
        TabularColumns columns = NumberMapping.columns(features);
        try {
            FittedFeatures fitted = FeatureRecipe.of(Objects.requireNonNull(features.steps()))
                    .fit(
                            columns,
                            train.stream().map(row -> row(row, columns)).toList(),
                            train.stream()
                                    .mapToInt(row -> task.labels().indexOf(row.label()))
                                    .toArray());
            return stored(fitted, snapshot);
        } catch (IllegalArgumentException e) {
            return SnapshotFeatures.unfitted(
                    "The steps of the features cannot be fitted: " + e.getMessage() + ".", train.size());
        }
    }

    private List<RowSample.Row> trainRows(Task task, Dataset dataset) {
        try (WorkFolder folder = new WorkFolder()) {
            return knownRows.of(dataset, Asked.of(task), folder.path()).train().rows();
        }
    }

    private static TabularRow row(RowSample.Row row, TabularColumns columns) {
        return new TabularRow(
                columns.aligned(row.numbers().values()), row.numbers().domain());
    }

    private SnapshotFeatures stored(FittedFeatures fitted, SnapshotManifest snapshot) {
        String key = StoreLayout.snapshotFeatures(snapshot.task().name(), snapshot.snapshotId());
        ObjectRef file = PrepareSnapshot.write(store, key, fitted.toJson());
        return new SnapshotFeatures(
                file,
                null,
                fitted.fittedOn(),
                fitted.names(),
                fitted.size(),
                fitted.report().stream().map(FitFeatures::step).toList());
    }

    private static SnapshotFeatures.Step step(StepEffect effect) {
        return new SnapshotFeatures.Step(
                effect.step(), effect.columnsIn(), effect.columnsOut(), effect.figures(), effect.dropped());
    }
}
