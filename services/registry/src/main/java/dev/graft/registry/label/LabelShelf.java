package dev.graft.registry.label;

import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The stored labels of each model and version. Changes never lose one another, whichever threads and processes make
 * them: a change is made again on what the other one left.
 */
public interface LabelShelf {

    /** {@link ModelLabels#NONE} where nobody wrote anything. */
    ModelLabels model(String name);

    /** {@link VersionLabels#NONE} where nobody wrote anything. */
    VersionLabels version(String name, int number);

    /** The versions on which somebody wrote something. */
    Set<Integer> labelled(String name);

    /**
     * Changes a model's labels.
     *
     * @param change may be called several times, and throw {@link Refused}; nothing is changed then
     */
    ModelLabels changeModel(String name, UnaryOperator<ModelLabels> change);

    /** Changes a version's labels; as {@link #changeModel}. */
    VersionLabels changeVersion(String name, int number, UnaryOperator<VersionLabels> change);
}
