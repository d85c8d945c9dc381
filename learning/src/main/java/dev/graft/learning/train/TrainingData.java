package dev.graft.learning.train;

import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.strategy.LabelBalance;
import dev.graft.learning.strategy.TaskShape;
import dev.graft.learning.text.TextInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows of a run. Their order matters: the same rows in the same order give the same model.
 *
 * @param train rows that the weights learn from, at least one
 * @param validation rows that early stopping watches, at least one
 * @param labels in the order of the model's logits; every row's labels are among them. With numbers, their names
 * @param earlier rows of earlier batches, of which each pass replays the strategy's share
 * @param unlabelled texts of the domain that a domain adaptation is for; other strategies do not read them
 */
public record TrainingData(
        List<LabelledText> train,
        List<LabelledText> validation,
        List<String> labels,
        List<LabelledText> earlier,
        List<TextInput> unlabelled) {

    public TrainingData {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        labels = List.copyOf(labels);
        earlier = List.copyOf(earlier);
        unlabelled = List.copyOf(unlabelled);
        if (train.isEmpty() || validation.isEmpty()) {
            throw new IllegalArgumentException("a run needs rows to train on and rows to validate on, not "
                    + train.size() + " and " + validation.size());
        }
        TargetCheck check = new TargetCheck(train.get(0).target(), labels);
        Stream.of(train, validation, earlier).flatMap(List::stream).forEach(row -> check.accept(row.target()));
    }

    /** Rows that all have labels. */
    public TrainingData(
            List<LabelledText> train, List<LabelledText> validation, List<String> labels, List<LabelledText> earlier) {
        this(train, validation, labels, earlier, List.of());
    }

    /** Rows with none of earlier batches. */
    public TrainingData(List<LabelledText> train, List<LabelledText> validation, List<String> labels) {
        this(train, validation, labels, List.of());
    }

    /** The same labelled rows beside others without labels. */
    public TrainingData withUnlabelled(List<TextInput> texts) {
        return new TrainingData(train, validation, labels, earlier, texts);
    }

    /**
     * Rows of single labels split at random, but in the same way for the same seed; the labels are those of the rows, in
     * alphabetical order.
     *
     * @param validationShare of the rows that early stopping watches, above 0, below 1; at least one row on either side
     */
    public static TrainingData split(List<LabelledText> rows, double validationShare, long seed) {
        if (rows.size() < 2 || !(validationShare > 0 && validationShare < 1)) {
            throw new IllegalArgumentException("a split needs at least 2 rows and a share between 0 and 1, not "
                    + rows.size() + " and " + validationShare);
        }
        List<LabelledText> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        int held = (int) Math.round(rows.size() * validationShare);
        int validation = Math.max(1, Math.min(rows.size() - 1, held));
        return new TrainingData(
                shuffled.subList(validation, rows.size()),
                shuffled.subList(0, validation),
                rows.stream().map(LabelledText::label).distinct().sorted().toList());
    }

    /** What the rows' targets are, and so what the head's outputs mean. */
    public HeadKind kind() {
        return TargetCheck.kind(train.get(0).target());
    }

    /** What a strategy for these rows depends on, with a backbone of that many layers. */
    public TaskShape shape(int encoderLayers) {
        boolean pairs = train.stream().anyMatch(row -> row.input().pair() != null);
        TaskShape shape = new TaskShape(train.size(), labels.size(), kind(), encoderLayers, pairs);
        return kind() == HeadKind.CLASSES ? shape.with(balance()) : shape;
    }

    private LabelBalance balance() {
        return LabelBalance.of(train.stream()
                .collect(Collectors.groupingBy(LabelledText::label, Collectors.counting()))
                .values());
    }

    RowSplit split() {
        return new RowSplit(train.size(), validation.size(), earlier.size(), unlabelled.size());
    }

    /** Training rows first, then validation rows, then earlier ones, then those without labels. */
    List<TextInput> inputs() {
        return Stream.concat(rows().map(LabelledText::input), unlabelled.stream())
                .toList();
    }

    /** The answers of each row that has some, in the order of {@link #inputs}; numbers as they are. */
    Truth truth() {
        return switch (kind()) {
            case CLASSES ->
                new Truth.Classes(
                        rows().mapToInt(row -> labels.indexOf(row.label())).toArray(), labels.size());
            case LABELS ->
                new Truth.Labels(
                        rows().map(row -> labels.stream()
                                        .map(((Target.Labels) row.target()).names()::contains)
                                        .toList())
                                .toList(),
                        labels.size());
            case NUMBERS ->
                new Truth.Numbers(
                        rows().map(row -> ((Target.Numbers) row.target()).values())
                                .toList(),
                        labels.size());
        };
    }

    private Stream<LabelledText> rows() {
        return Stream.of(train, validation, earlier).flatMap(List::stream);
    }
}
