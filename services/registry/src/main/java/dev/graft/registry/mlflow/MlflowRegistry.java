package dev.graft.registry.mlflow;

import dev.graft.registry.book.Books;
import dev.graft.registry.label.LabelShelf;
import dev.graft.registry.label.Labelling;
import dev.graft.registry.promotion.MoveFreeAlias;
import dev.graft.registry.promotion.Promotions;
import dev.graft.registry.retention.VersionHolds;
import dev.graft.registry.search.ModelIndex;
import dev.graft.registry.search.ReadRecords;
import dev.graft.registry.search.SearchModels;
import dev.graft.registry.version.VersionShelf;
import java.time.Clock;

/** The use cases behind MLflow's interface, put together. */
public final class MlflowRegistry {
    private final FindModels finding;
    private final EditModels models;
    private final RenameModel renaming;
    private final EditVersions versions;
    private final EditAliases aliases;
    private final Locations locations;
    private final ModelFiles files;
    private final SearchModels searching;

    public MlflowRegistry(
            Books books,
            VersionShelf shelf,
            LabelShelf labels,
            ReadRecords reading,
            ModelIndex index,
            Promotions promotions,
            VersionHolds holds,
            Clock clock) {
        MoveFreeAlias moving = promotions.moveFreeAlias();
        Labelling labelling = new Labelling(labels, clock);
        finding = new FindModels(reading);
        locations = new Locations(finding, shelf);
        files = new ModelFiles(finding, shelf, holds);
        searching = new SearchModels(index);
        models = new EditModels(finding, reading, labelling, moving, books, index);
        renaming = new RenameModel(finding, books, shelf, labels, labelling, moving, index);
        versions = new EditVersions(finding, locations, promotions.registerByHand(), labelling, moving, index);
        aliases = new EditAliases(finding, promotions.overruleGate(), moving, index);
    }

    public FindModels finding() {
        return finding;
    }

    public EditModels models() {
        return models;
    }

    public RenameModel renaming() {
        return renaming;
    }

    public EditVersions versions() {
        return versions;
    }

    public EditAliases aliases() {
        return aliases;
    }

    public Locations locations() {
        return locations;
    }

    public ModelFiles files() {
        return files;
    }

    public SearchModels searching() {
        return searching;
    }
}
