package dev.graft.registry.search;

import dev.graft.registry.book.Books;
import dev.graft.registry.book.ModelBook;
import dev.graft.registry.label.LabelShelf;
import dev.graft.registry.label.ModelLabels;
import dev.graft.registry.label.VersionLabels;
import dev.graft.registry.version.ForeignVersion;
import dev.graft.registry.version.RegisteredVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts a model's record together from its book and its labels, as they are in the store now.
 *
 * <p>What is live is always there, whatever mark of deletion it may have got in a race.
 */
public final class ReadRecords {
    private final Books books;
    private final LabelShelf labels;

    public ReadRecords(Books books, LabelShelf labels) {
        this.books = books;
        this.labels = labels;
    }

    /** The model; empty when there is none, or it is deleted. */
    public Optional<ModelRecord> read(String name) {
        return state(name).record();
    }

    public ModelState state(String name) {
        ModelLabels model = labels.model(name);
        ModelBook book = books.upToDate(name);
        return new ModelState(name, book.versions().count(), book.history().length(), record(book, model));
    }

    private Optional<ModelRecord> record(ModelBook book, ModelLabels model) {
        if (book.isEmpty() && !model.standsAlone()) {
            return Optional.empty();
        }
        List<VersionRecord> versions = versions(book, model);
        boolean ofTask = versions.stream().anyMatch(VersionRecord::ofRun);
        return model.standsAlone() || ofTask ? Optional.of(record(book, model, versions)) : Optional.empty();
    }

    private List<VersionRecord> versions(ModelBook book, ModelLabels model) {
        Set<Integer> labelled = book.versions().count() == 0 ? Set.of() : labels.labelled(book.task());
        Integer live = book.history().live().orElse(null);
        List<VersionRecord> versions = new ArrayList<>();
        for (int number = 1; number <= book.versions().count(); number++) {
            VersionLabels words = labelled.contains(number) ? labels.version(book.task(), number) : VersionLabels.NONE;
            boolean gone = words.deleted() || number <= model.hiddenUpTo();
            if (!gone || live != null && live == number) {
                versions.add(version(book, number, words));
            }
        }
        return versions;
    }

    private static VersionRecord version(ModelBook book, int number, VersionLabels words) {
        List<String> aliases = book.history().aliases().entrySet().stream()
                .filter(alias -> alias.getValue() == number)
                .map(Map.Entry::getKey)
                .toList();
        ForeignVersion foreign = book.versions().foreign().get(number);
        return foreign != null
                ? ofHand(book.task(), foreign, words, aliases)
                : ofRun(book.task(), book.versions().find(number).orElseThrow(), words, aliases);
    }

    private static VersionRecord ofRun(
            String name, RegisteredVersion version, VersionLabels words, List<String> aliases) {
        return new VersionRecord(
                name,
                version.number(),
                version.createdAt(),
                later(version.createdAt(), words.updatedAt()),
                words.description(),
                words.tags(),
                words.stage(),
                version.model(),
                version.runId(),
                null,
                version.summary(),
                true,
                aliases);
    }

    private static VersionRecord ofHand(
            String name, ForeignVersion version, VersionLabels words, List<String> aliases) {
        return new VersionRecord(
                name,
                version.number(),
                version.createdAt(),
                later(version.createdAt(), words.updatedAt()),
                words.description(),
                words.tags(),
                words.stage(),
                version.source(),
                version.runId(),
                version.runLink(),
                "",
                false,
                aliases);
    }

    private static ModelRecord record(ModelBook book, ModelLabels model, List<VersionRecord> versions) {
        Map<String, Integer> aliases = new TreeMap<>();
        versions.forEach(version -> version.aliases().forEach(alias -> aliases.put(alias, version.number())));
        Instant newest = versions.stream()
                .map(VersionRecord::createdAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        Instant created = created(model.createdAt(), versions);
        return new ModelRecord(
                book.task(),
                created,
                later(later(created, newest), model.updatedAt()),
                model.description(),
                model.tags(),
                aliases,
                book.history().live().orElse(null),
                versions);
    }

    private static Instant created(@Nullable Instant byHand, List<VersionRecord> versions) {
        return byHand != null || versions.isEmpty()
                ? later(Instant.EPOCH, byHand)
                : versions.get(0).createdAt();
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }
}
