package dev.graft.registry.mlflow;

import dev.graft.contracts.document.ModelAlias;
import dev.graft.registry.book.Books;
import dev.graft.registry.label.Labelling;
import dev.graft.registry.label.Refused;
import dev.graft.registry.label.Words;
import dev.graft.registry.promotion.MoveFreeAlias;
import dev.graft.registry.search.ModelIndex;
import dev.graft.registry.search.ModelRecord;
import dev.graft.registry.search.ReadRecords;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates, describes, tags and deletes models. */
public final class EditModels {
    private final FindModels finding;
    private final ReadRecords reading;
    private final Labelling labelling;
    private final MoveFreeAlias aliases;
    private final Books books;
    private final ModelIndex index;

    public EditModels(
            FindModels finding,
            ReadRecords reading,
            Labelling labelling,
            MoveFreeAlias aliases,
            Books books,
            ModelIndex index) {
        this.finding = finding;
        this.reading = reading;
        this.labelling = labelling;
        this.aliases = aliases;
        this.books = books;
        this.index = index;
    }

    public ModelRecord create(String name, @Nullable String description, Map<String, String> tags) {
        if (reading.read(Words.name(name)).isPresent()) {
            throw Refused.exists("there is a model '" + name + "' already; update it, or take another name");
        }
        labelling.createModel(name, description, tags);
        return changed(name);
    }

    public ModelRecord describe(String name, @Nullable String description) {
        finding.model(name);
        labelling.describeModel(name, description);
        return changed(name);
    }

    public void tag(String name, String key, String value) {
        finding.model(name);
        labelling.tagModel(name, key, value);
        changed(name);
    }

    public void untag(String name, String key) {
        finding.model(name);
        labelling.untagModel(name, key);
        changed(name);
    }

    /**
     * Its versions stay in the store and their numbers are never given again.
     *
     * @param by whom the history names
     */
    public void delete(String name, String by) {
        ModelRecord model = finding.model(name);
        if (model.live() != null) {
            throw Refused.conflict("model '" + name + "' cannot be deleted: its version " + model.live() + " is live ("
                    + ModelAlias.CHAMPION + "), and the services of the mesh answer with it");
        }
        labelling.deleteModel(name, books.upToDate(name).versions().count());
        model.aliases().keySet().forEach(alias -> aliases.delete(name, alias, by));
        index.refresh(name);
    }

    private ModelRecord changed(String name) {
        index.refresh(name);
        return finding.model(name);
    }
}
