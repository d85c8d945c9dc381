package dev.graft.learning.train;

import dev.graft.learning.model.HeadKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Refuses a row whose target does not fit the task. */
final class TargetCheck implements Consumer<Target> {

    private final HeadKind kind;
    private final int outputs;
    private final Set<String> known;

    /** The task of a first row, whose kind all others share. */
    TargetCheck(Target first, List<String> labels) {
        this.kind = kind(first);
        this.outputs = labels.size();
        this.known = new HashSet<>(labels);
    }

    static HeadKind kind(Target target) {
        if (target instanceof Target.Label) {
            return HeadKind.CLASSES;
        }
        return target instanceof Target.Labels ? HeadKind.LABELS : HeadKind.NUMBERS;
    }

    @Override
    public void accept(Target target) {
        if (kind(target) != kind) {
            throw new IllegalArgumentException("the rows' targets are of different kinds: " + kind.problemType()
                    + " and " + kind(target).problemType());
        }
        if (target instanceof Target.Label label) {
            known(label.name());
        } else if (target instanceof Target.Labels labels) {
            labels.names().forEach(this::known);
        } else if (((Target.Numbers) target).values().size() != outputs) {
            throw new IllegalArgumentException(
                    "a row has " + ((Target.Numbers) target).values().size() + " numbers, the task has " + outputs);
        }
    }

    private void known(String label) {
        if (!known.contains(label)) {
            throw new IllegalArgumentException("the label '" + label + "' is not one of " + known);
        }
    }
}
