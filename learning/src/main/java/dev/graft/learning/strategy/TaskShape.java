package dev.graft.learning.strategy;

import dev.graft.learning.model.HeadKind;

/**
 * What a task has, as far as the choice of a strategy depends on it.
 *
 * @param rows to learn from, at least 1
 * @param outputs of the head: distinct labels, of classes at least 2, or numbers a row
 * @param kind what the outputs mean
 * @param encoderLayers of the backbone, at least 1
 * @param pairs whether a row is two texts, and the answer is about what relates them
 * @param balance of the labels, where a row has one
 */
public record TaskShape(int rows, int outputs, HeadKind kind, int encoderLayers, boolean pairs, LabelBalance balance) {

    public TaskShape {
        if (rows < 1 || outputs < (kind == HeadKind.CLASSES ? 2 : 1) || encoderLayers < 1) {
            throw new IllegalArgumentException("a strategy needs rows, at least 2 classes or 1 other output, and a"
                    + " backbone's layers, not " + rows + ", " + outputs + ", " + encoderLayers);
        }
    }

    /** A task of whose labels' balance nothing is known. */
    public TaskShape(int rows, int outputs, HeadKind kind, int encoderLayers, boolean pairs) {
        this(rows, outputs, kind, encoderLayers, pairs, LabelBalance.UNKNOWN);
    }

    /** The same task with labels of that balance. */
    public TaskShape with(LabelBalance known) {
        return new TaskShape(rows, outputs, kind, encoderLayers, pairs, known);
    }

    /** A task that gives single texts one label each. */
    public static TaskShape ofTexts(int rows, int labels, int encoderLayers) {
        return new TaskShape(rows, labels, HeadKind.CLASSES, encoderLayers, false);
    }

    double rowsPerOutput() {
        return (double) rows / outputs;
    }
}
