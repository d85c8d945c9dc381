package dev.graft.registry.mlflow;

import dev.graft.contracts.document.ModelAlias;
import dev.graft.registry.label.Labelling;
import dev.graft.registry.label.Refused;
import dev.graft.registry.label.Stage;
import dev.graft.registry.promotion.MoveFreeAlias;
import dev.graft.registry.promotion.RegisterByHand;
import dev.graft.registry.search.ModelIndex;
import dev.graft.registry.search.ModelRecord;
import dev.graft.registry.search.VersionRecord;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Registers versions by hand; describes, tags, stages and deletes versions, whoever registered them. */
public final class EditVersions {
    private static final int MAX_SOURCE_CHARS = 2_000;

    private final FindModels finding;
    private final Locations locations;
    private final RegisterByHand registering;
    private final Labelling labelling;
    private final MoveFreeAlias aliases;
    private final ModelIndex index;

    public EditVersions(
            FindModels finding,
            Locations locations,
            RegisterByHand registering,
            Labelling labelling,
            MoveFreeAlias aliases,
            ModelIndex index) {
        this.finding = finding;
        this.locations = locations;
        this.registering = registering;
        this.labelling = labelling;
        this.aliases = aliases;
        this.index = index;
    }

    /**
     * A version as somebody registers it by hand.
     *
     * @param source where its files lie, or {@code models:/<name>/<version>} for those of another version
     */
    public record Wish(
            String source,
            @Nullable String runId,
            @Nullable String runLink,
            @Nullable String description,
            Map<String, String> tags) {}

    public VersionRecord register(String name, Wish wish) {
        finding.model(name);
        String location = locations.of(bounded("source", wish.source()));
        bounded("run_id", wish.runId());
        bounded("run_link", wish.runLink());
        int number = registering.register(name, wish.source(), location, wish.runId(), wish.runLink());
        if (wish.description() != null || !wish.tags().isEmpty()) {
            labelling.labelVersion(name, number, wish.description(), wish.tags());
        }
        return changed(name, number);
    }

    public VersionRecord describe(String name, String version, @Nullable String description) {
        int number = finding.version(name, version).number();
        labelling.describeVersion(name, number, description);
        return changed(name, number);
    }

    public void tag(String name, String version, String key, String value) {
        int number = finding.version(name, version).number();
        labelling.tagVersion(name, number, key, value);
        index.refresh(name);
    }

    public void untag(String name, String version, String key) {
        int number = finding.version(name, version).number();
        labelling.untagVersion(name, number, key);
        index.refresh(name);
    }

    /** @param archiveOthers whether the versions that are in the stage leave it for the archive */
    public VersionRecord move(String name, String version, String stageWord, boolean archiveOthers) {
        Stage stage = Stage.of(stageWord)
                .orElseThrow(() -> Refused.invalid("a stage is None, Staging, Production or Archived, not '" + stageWord
                        + "'; for names of your own use aliases"));
        if (archiveOthers && !stage.isActive()) {
            throw Refused.invalid(
                    "archive_existing_versions goes with the stages Staging and Production, not with " + stage.word());
        }
        ModelRecord model = finding.model(name);
        int number = finding.version(model, version).number();
        labelling.moveVersion(name, number, stage);
        if (archiveOthers) {
            model.versions().stream()
                    .filter(other -> other.stage() == stage && other.number() != number)
                    .forEach(other -> labelling.moveVersion(name, other.number(), Stage.ARCHIVED));
        }
        return changed(name, number);
    }

    /**
     * It stays in the store and in the history, and its number is never given again; its aliases go.
     *
     * @param by whom the history names
     */
    public void delete(String name, String version, String by) {
        ModelRecord model = finding.model(name);
        VersionRecord gone = finding.version(model, version);
        if (Objects.equals(model.live(), gone.number())) {
            throw Refused.conflict("version " + gone.number() + " of '" + name + "' cannot be deleted: it is live ("
                    + ModelAlias.CHAMPION + "), and the services of the mesh answer with it");
        }
        labelling.deleteVersion(name, gone.number());
        gone.aliases().stream()
                .filter(alias -> !alias.equals(ModelAlias.CHAMPION))
                .forEach(alias -> aliases.delete(name, alias, by));
        index.refresh(name);
    }

    private VersionRecord changed(String name, int number) {
        index.refresh(name);
        return finding.version(name, String.valueOf(number));
    }

    private static String bounded(String field, @Nullable String text) {
        if (text != null && text.length() > MAX_SOURCE_CHARS) {
            throw Refused.invalid(
                    field + " has " + text.length() + " characters; at most " + MAX_SOURCE_CHARS + " are kept");
        }
        return text == null ? "" : text;
    }
}
