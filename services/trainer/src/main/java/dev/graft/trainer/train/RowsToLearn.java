package dev.graft.trainer.train;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.task.Split;
import dev.graft.learning.tabular.FittedFeatures;
import dev.graft.learning.train.TrainingData;
import dev.graft.trainer.plan.RowTexts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a run, all texts, all pictures or all numbers.
 *
 * @param train rows that the weights learn from
 * @param validation rows that early stopping watches
 * @param labels in the order of the model's outputs
 * @param earlier rows of earlier batches, of which each pass replays the strategy's share
 * @param unlabelled rows of another domain, without labels, to which a domain adaptation brings the features; none of other
 *     strategies
 * @param features of numbers, as the snapshot has them fitted; null: the rows hold something else
 */
public record RowsToLearn(
        List<DatasetRow> train,
        List<DatasetRow> validation,
        List<String> labels,
        List<DatasetRow> earlier,
        List<DatasetRow> unlabelled,
        @Nullable FittedFeatures features) {
    public RowsToLearn {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        labels = List.copyOf(labels);
        earlier = List.copyOf(earlier);
        unlabelled = List.copyOf(unlabelled);
    }

    /** The same rows of numbers with their features. */
    RowsToLearn with(@Nullable FittedFeatures fitted) {
        return new RowsToLearn(train, validation, labels, earlier, unlabelled, fitted);
    }

    /** Whether they are pictures. */
    public boolean ofImages() {
        return train.get(0).content() instanceof RowContent.Image;
    }

    /** The same rows beside others without labels, of which those that have one by now, or are held out, are left out. */
    RowsToLearn beside(List<DatasetRow> others) {
        Set<String> known = all().map(DatasetRow::rowId).collect(Collectors.toCollection(HashSet::new));
        List<DatasetRow> fresh = others.stream()
                .filter(row -> row.split().equals(Split.TRAIN) && known.add(row.rowId()))
                .toList();
        return new RowsToLearn(train, validation, labels, earlier, fresh, features);
    }

    /** Those with labels, in the order of their splits. */
    public Stream<DatasetRow> all() {
        return Stream.of(train, validation, earlier).flatMap(List::stream);
    }

    /** The rows of a task with texts, or pairs of them. */
    public TrainingData texts() {
        return new TrainingData(
                RowTexts.of(train),
                RowTexts.of(validation),
                labels,
                RowTexts.of(earlier),
                unlabelled.stream().map(RowTexts::inputOf).toList());
    }
}
