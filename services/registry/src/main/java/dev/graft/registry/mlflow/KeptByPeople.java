package dev.graft.registry.mlflow;

import dev.graft.registry.book.Books;
import dev.graft.registry.label.LabelShelf;
import dev.graft.registry.retention.Kept;
import dev.graft.registry.search.ModelIndex;
import dev.graft.registry.search.ModelRecord;
import dev.graft.registry.search.VersionRecord;
import dev.graft.registry.version.ForeignVersion;
import dev.graft.registry.version.RegisteredVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What people keep: versions with the tag {@value #TAG}, and those whose files a version names that somebody registered by
 * hand, such as a copy. A copy that another process registers is known here after a while, as by every search.
 */
public final class KeptByPeople implements Kept {
    /** Whatever its value. */
    public static final String TAG = "keep";

    private final Books books;
    private final LabelShelf labels;
    private final ModelIndex index;

    public KeptByPeople(Books books, LabelShelf labels, ModelIndex index) {
        this.books = books;
        this.labels = labels;
        this.index = index;
    }

    @Override
    public Optional<String> reason(String task, int version) {
        Map<String, String> tags = labels.version(task, version).tags();
        return tags.containsKey(TAG) ? Optional.of("its tag '" + TAG + "' says so") : nameOfCopy(task, version);
    }

    private Optional<String> nameOfCopy(String task, int version) {
        String served = Locations.served(task, version);
        String folder = books.upToDate(task)
                .versions()
                .find(version)
                .map(RegisteredVersion::model)
                .orElse(served);
        List<String> places = List.of(served, folder, folder.replaceAll("/$", ""));
        return index.all().stream()
                .filter(model -> model.versions().stream().anyMatch(each -> !each.ofRun()))
                .flatMap(model -> foreign(model).stream())
                .filter(copy -> places.contains(copy.location()) || places.contains(copy.source()))
                .findFirst()
                .map(copy -> "a version that was registered by hand has its files");
    }

    private Set<ForeignVersion> foreign(ModelRecord model) {
        Map<Integer, ForeignVersion> all =
                books.upToDate(model.name()).versions().foreign();
        return model.versions().stream()
                .filter(each -> !each.ofRun())
                .map(VersionRecord::number)
                .filter(all::containsKey)
                .map(all::get)
                .collect(Collectors.toSet());
    }
}
