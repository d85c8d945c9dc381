package dev.graft.learning.train;

import dev.graft.learning.text.TextInput;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One row to learn from: an input and its right answer. */
public record LabelledText(TextInput input, Target target) {

    /** A row of one class. */
    public LabelledText(TextInput input, String label) {
        this(input, new Target.Label(label));
    }

    /** A row of a single text of one class. */
    public static LabelledText of(String text, String label) {
        return new LabelledText(TextInput.of(text), label);
    }

    /** A row with any number of labels. */
    public static LabelledText withLabels(TextInput input, Set<String> labels) {
        return new LabelledText(input, new Target.Labels(new TreeSet<>(labels)));
    }

    /** A row with one number. */
    public static LabelledText withNumber(TextInput input, double number) {
        return new LabelledText(input, new Target.Numbers(List.of(number)));
    }

    /** The row's class; {@link IllegalStateException} where its target is something else. */
    public String label() {
        if (target instanceof Target.Label label) {
            return label.name();
        }
        throw new IllegalStateException("the row's target is no single label but " + target);
    }
}
