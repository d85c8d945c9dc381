package dev.graft.registry.change;

import dev.graft.registry.label.LabelShelf;
import dev.graft.registry.label.ModelLabels;
import dev.graft.registry.label.VersionLabels;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Labels whose every change is marked and published. */
public final class MarkedLabels implements LabelShelf {
    private final LabelShelf shelf;
    private final Changes changes;

    public MarkedLabels(LabelShelf shelf, Changes changes) {
        this.shelf = shelf;
        this.changes = changes;
    }

    @Override
    public ModelLabels model(String name) {
        return shelf.model(name);
    }

    @Override
    public VersionLabels version(String name, int number) {
        return shelf.version(name, number);
    }

    @Override
    public Set<Integer> labelled(String name) {
        return shelf.labelled(name);
    }

    @Override
    public ModelLabels changeModel(String name, UnaryOperator<ModelLabels> change) {
        return changes.make(name, () -> shelf.changeModel(name, change));
    }

    @Override
    public VersionLabels changeVersion(String name, int number, UnaryOperator<VersionLabels> change) {
        return changes.make(name, () -> shelf.changeVersion(name, number, change));
    }
}
