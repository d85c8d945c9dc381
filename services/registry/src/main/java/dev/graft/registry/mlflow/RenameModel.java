package dev.graft.registry.mlflow;

import dev.graft.registry.book.Books;
import dev.graft.registry.book.ModelBook;
import dev.graft.registry.label.LabelShelf;
import dev.graft.registry.label.Labelling;
import dev.graft.registry.label.Refused;
import dev.graft.registry.label.Words;
import dev.graft.registry.promotion.MoveFreeAlias;
import dev.graft.registry.search.ModelIndex;
import dev.graft.registry.search.ModelRecord;
import dev.graft.registry.version.ForeignVersion;
import dev.graft.registry.version.VersionShelf;

/**
 * Gives a model that was created by hand another name.
 *
 * <p>Its versions are registered under the new name first, with the same numbers; then the new name's labels make the
 * model appear there, and last the old name's mark makes it disappear. Whoever dies in between, the same call finishes.
 * A version that is registered under the old name meanwhile is found by the second look.
 */
public final class RenameModel {
    private final FindModels finding;
    private final Books books;
    private final VersionShelf shelf;
    private final LabelShelf labels;
    private final Labelling labelling;
    private final MoveFreeAlias aliases;
    private final ModelIndex index;

    public RenameModel(
            FindModels finding,
            Books books,
            VersionShelf shelf,
            LabelShelf labels,
            Labelling labelling,
            MoveFreeAlias aliases,
            ModelIndex index) {
        this.finding = finding;
        this.books = books;
        this.shelf = shelf;
        this.labels = labels;
        this.labelling = labelling;
        this.aliases = aliases;
        this.index = index;
    }

    /** @param by whom the histories name */
    public ModelRecord rename(String name, String newName, String by) {
        ModelRecord model = finding.model(name);
        if (Words.name(newName).equals(name)) {
            return model;
        }
        if (!books.upToDate(name).versions().all().isEmpty()) {
            throw Refused.conflict(
                    "model '" + name + "' cannot be renamed: it is the model of the task of that name, which"
                            + " is the key of the task's events and the name under which every service finds its champion");
        }
        check(name, newName);
        copyVersions(name, newName);
        labelling.renameModel(name, newName);
        model.aliases().forEach((alias, version) -> aliases.set(newName, alias, version, by));
        labelling.deleteModel(name, books.upToDate(name).versions().count());
        copyVersions(name, newName);
        model.aliases().keySet().forEach(alias -> aliases.delete(name, alias, by));
        index.refresh(name);
        index.refresh(newName);
        return finding.model(newName);
    }

    private void check(String name, String newName) {
        boolean begun = name.equals(labels.model(newName).renamedFrom());
        ModelBook taken = books.upToDate(newName);
        if (labels.model(newName).standsAlone() && !begun
                || !taken.versions().all().isEmpty()) {
            throw Refused.exists("there is a model '" + newName + "' already");
        }
        var own = books.upToDate(name).versions().foreign();
        taken.versions().foreign().forEach((number, version) -> {
            if (!version.equals(own.get(number))) {
                throw Refused.conflict("the name '" + newName + "' belonged to another model whose version " + number
                        + " is in the history; numbers are never given twice, so take another name");
            }
        });
    }

    private void copyVersions(String name, String newName) {
        for (ForeignVersion version : books.upToDate(name).versions().foreign().values()) {
            shelf.claim(newName, version);
            labelling.copyVersion(name, newName, version.number());
        }
    }
}
