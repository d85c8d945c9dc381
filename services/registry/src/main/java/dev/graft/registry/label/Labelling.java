package dev.graft.registry.label;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes on models and versions that are there; who calls has looked. */
public final class Labelling {
    private final LabelShelf shelf;
    private final Clock clock;

    public Labelling(LabelShelf shelf, Clock clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    /** @throws Refused when a model of that name was created by hand and not deleted */
    public void createModel(String name, @Nullable String description, Map<String, String> tags) {
        Map<String, String> checked = Words.checked(tags);
        Words.description(description);
        shelf.changeModel(name, before -> {
            if (before.standsAlone()) {
                throw Refused.exists("there is a model '" + name + "' already");
            }
            return before.created(description, checked, now());
        });
    }

    public void describeModel(String name, @Nullable String description) {
        Words.description(description);
        shelf.changeModel(name, before -> before.described(description, now()));
    }

    public void tagModel(String name, String key, String value) {
        shelf.changeModel(name, before -> before.tagged(Words.with(before.tags(), key, value), now()));
    }

    public void untagModel(String name, String key) {
        shelf.changeModel(name, before -> before.tagged(Words.without(before.tags(), key), now()));
    }

    /** Marks the model and its versions up to a number as deleted. */
    public void deleteModel(String name, int upTo) {
        shelf.changeModel(name, before -> before.deleted(upTo, now()));
    }

    public void labelVersion(String name, int number, @Nullable String description, Map<String, String> tags) {
        Map<String, String> checked = Words.checked(tags);
        Words.description(description);
        shelf.changeVersion(
                name, number, before -> before.described(description, now()).tagged(checked, now()));
    }

    public void describeVersion(String name, int number, @Nullable String description) {
        Words.description(description);
        shelf.changeVersion(name, number, before -> before.described(description, now()));
    }

    public void tagVersion(String name, int number, String key, String value) {
        shelf.changeVersion(name, number, before -> before.tagged(Words.with(before.tags(), key, value), now()));
    }

    public void untagVersion(String name, int number, String key) {
        shelf.changeVersion(name, number, before -> before.tagged(Words.without(before.tags(), key), now()));
    }

    public void moveVersion(String name, int number, Stage stage) {
        shelf.changeVersion(name, number, before -> before.in(stage, now()));
    }

    public void deleteVersion(String name, int number) {
        shelf.changeVersion(name, number, before -> before.deleted(now()));
    }

    /**
     * Gives a model that was created by hand another name, under which it has its versions already.
     *
     * @throws Refused when another model has that name
     */
    public void renameModel(String name, String newName) {
        ModelLabels old = shelf.model(name);
        shelf.changeModel(newName, before -> {
            if (before.standsAlone() && !name.equals(before.renamedFrom())) {
                throw Refused.exists("there is a model '" + newName + "' already");
            }
            return old.renamed(name, now());
        });
    }

    /** Writes on a model's version what stands on the version of the same number of another model. */
    public void copyVersion(String name, String newName, int number) {
        VersionLabels words = shelf.version(name, number);
        shelf.changeVersion(newName, number, before -> words);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
