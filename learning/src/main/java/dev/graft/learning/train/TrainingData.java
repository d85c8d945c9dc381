package dev.graft.learning.train;

import dev.graft.learning.text.TextInput;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rows of a run. Their order matters: the same rows in the same order give the same model.
 *
 * @param train rows that the weights learn from, at least one
 * @param validation rows that early stopping watches, at least one
 * @param labels in the order of the model's logits; every row's label is among them
 */
public record TrainingData(List<LabelledText> train, List<LabelledText> validation, List<String> labels) {

    public TrainingData {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        labels = List.copyOf(labels);
        if (train.isEmpty() || validation.isEmpty()) {
            throw new IllegalArgumentException("a run needs rows to train on and rows to validate on, not "
                    + train.size() + " and " + validation.size());
        }
        Set<String> known = new HashSet<>(labels);
        Stream.concat(train.stream(), validation.stream()).forEach(row -> {
            if (!known.contains(row.label())) {
                throw new IllegalArgumentException("the label '" + row.label() + "' is not one of " + known);
            }
        });
    }

    /** Training rows first, then validation rows. */
    List<TextInput> inputs() {
        return Stream.concat(train.stream(), validation.stream())
                .map(LabelledText::input)
                .toList();
    }

    /** The label's number of each row, in the order of {@link #inputs}. */
    int[] truth() {
        return Stream.concat(train.stream(), validation.stream())
                .mapToInt(row -> labels.indexOf(row.label()))
                .toArray();
    }
}
