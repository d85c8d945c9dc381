package dev.graft.registry.mlflow;

import dev.graft.contracts.event.ModelFolder;
import dev.graft.registry.label.Refused;
import dev.graft.registry.retention.VersionHolds;
import dev.graft.registry.search.VersionRecord;
import dev.graft.registry.version.VersionShelf;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The files of versions that runs made, by the path {@code <model>/<version>/<path>}. Only what a version's folder lists
 * can be named, letter by letter; no path is ever resolved.
 */
public final class ModelFiles {
    private final FindModels finding;
    private final VersionShelf shelf;
    private final VersionHolds holds;

    public ModelFiles(FindModels finding, VersionShelf shelf, VersionHolds holds) {
        this.finding = finding;
        this.shelf = shelf;
        this.holds = holds;
    }

    /**
     * What lies directly in a folder.
     *
     * @param name relative to that folder
     * @param bytes 0 for a folder
     */
    public record Entry(String name, boolean folder, long bytes) {}

    /** A file with the URI that it lies at. */
    public record Located(String uri, ModelFolder.File file) {}

    /** By name; empty where the path names a file, or nothing. */
    public List<Entry> list(String path) {
        Place place = Place.of(path);
        String prefix = place.rest().isEmpty() ? "" : place.rest() + "/";
        TreeMap<String, Entry> entries = new TreeMap<>();
        for (ModelFolder.File file : folder(place).files()) {
            if (file.path().startsWith(prefix)) {
                String rest = file.path().substring(prefix.length());
                int slash = rest.indexOf('/');
                String name = slash < 0 ? rest : rest.substring(0, slash);
                entries.put(name, new Entry(name, slash >= 0, slash < 0 ? file.bytes() : 0));
            }
        }
        return new ArrayList<>(entries.values());
    }

    public Located find(String path) {
        Place place = Place.of(path);
        ModelFolder folder = folder(place);
        return folder.files().stream()
                .filter(file -> file.path().equals(place.rest()))
                .findFirst()
                .map(file -> new Located(folder.uri() + file.path(), file))
                .orElseThrow(() -> Refused.unknown("version " + place.version() + " of model '" + place.model()
                        + "' has no file '" + place.rest() + "'"));
    }

    private ModelFolder folder(Place place) {
        VersionRecord version = finding.version(place.model(), place.version());
        holds.collected(version.name(), version.number()).ifPresent(claim -> {
            throw Refused.unknown("the files of version " + version.number() + " of model '" + version.name()
                    + "' were collected: " + claim.reason());
        });
        return shelf.read(version.name(), version.number())
                .map(stored -> stored.evaluation().run().model())
                .orElseThrow(() -> Refused.unknown("the files of version " + place.version() + " of model '"
                        + place.model() + "' do not lie here: it was registered by hand. Fetch them from its source, "
                        + version.source()));
    }

    /** A path, taken apart. */
    private record Place(String model, String version, String rest) {
        private static final int MAX_CHARS = 2_000;

        static Place of(String path) {
            String[] parts = path.split("/", 3);
            if (parts.length < 2 || path.length() > MAX_CHARS) {
                throw Refused.invalid(
                        "a path is <model>/<version>/<file>; only files of registered versions are served");
            }
            return new Place(parts[0], parts[1], parts.length == 3 ? parts[2] : "");
        }
    }
}
