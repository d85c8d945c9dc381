package dev.graft.learning.train;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The right answer of a row. */
public sealed interface Target {

    /** Exactly one of the task's labels. */
    record Label(String name) implements Target {

        @Override
        public String toString() {
            return name;
        }
    }

    /** Any of the task's labels, none included. */
    record Labels(SortedSet<String> names) implements Target {

        public Labels {
            names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
        }
    }

    /** One finite number for each of the task's outputs. */
    record Numbers(List<Double> values) implements Target {

        public Numbers {
            values = List.copyOf(values);
            if (values.isEmpty() || !values.stream().allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("a row needs finite numbers to learn from, not " + values);
            }
        }
    }
}
