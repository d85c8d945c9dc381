package dev.graft.learning.loss;

import dev.graft.learning.model.HeadKind;
import java.util.Arrays;
import java.util.List;

/** The right answers of rows, as the outputs of a head would give them. */
public sealed interface Truth {

    /** Number of rows. */
    int rows();

    /** Number of the head's outputs, C. */
    int outputs();

    /** What the outputs mean. */
    HeadKind kind();

    /** What output {@code output} should be in a row: 1 or 0 for classes and labels, else the number. */
    double target(int row, int output);

    /**
     * The class of each row.
     *
     * @param classes numbers below {@code outputs}; not copied
     */
    record Classes(int[] classes, int outputs) implements Truth {

        @Override
        public int rows() {
            return classes.length;
        }

        @Override
        public HeadKind kind() {
            return HeadKind.CLASSES;
        }

        @Override
        public double target(int row, int output) {
            return classes[row] == output ? 1 : 0;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Classes that && outputs == that.outputs && Arrays.equals(classes, that.classes);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(classes) + outputs;
        }

        @Override
        public String toString() {
            return classes.length + " rows of " + outputs + " classes";
        }
    }

    /** The labels of each row: {@code present.get(row)} holds one flag for each output. */
    record Labels(List<List<Boolean>> present, int outputs) implements Truth {

        public Labels {
            present = present.stream().map(List::copyOf).toList();
        }

        @Override
        public int rows() {
            return present.size();
        }

        @Override
        public HeadKind kind() {
            return HeadKind.LABELS;
        }

        @Override
        public double target(int row, int output) {
            return present.get(row).get(output) ? 1 : 0;
        }
    }

    /** The numbers of each row, standardised or as they are: {@code values.get(row)} holds one for each output. */
    record Numbers(List<List<Double>> values, int outputs) implements Truth {

        public Numbers {
            values = values.stream().map(List::copyOf).toList();
        }

        @Override
        public int rows() {
            return values.size();
        }

        @Override
        public HeadKind kind() {
            return HeadKind.NUMBERS;
        }

        @Override
        public double target(int row, int output) {
            return values.get(row).get(output);
        }
    }
}
