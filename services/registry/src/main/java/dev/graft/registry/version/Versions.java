package dev.graft.registry.version;

import dev.graft.contracts.document.ModelVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All versions of a model, in the order of their numbers, which have no gaps. Immutable. */
public final class Versions {
    public static final Versions EMPTY = new Versions(List.of(), Map.of());

    private final List<RegisteredVersion> all;
    private final Map<String, Integer> byRun;

    private Versions(List<RegisteredVersion> all, Map<String, Integer> byRun) {
        this.all = all;
        this.byRun = byRun;
    }

    /** @throws IllegalArgumentException when the numbers do not go on where these versions end */
    public Versions plus(List<ModelVersion> further) {
        List<RegisteredVersion> more = new ArrayList<>(all);
        Map<String, Integer> runs = new HashMap<>(byRun);
        for (ModelVersion version : further) {
            if (version.version() != more.size() + 1) {
                throw new IllegalArgumentException(
                        "version " + version.version() + " cannot follow version " + more.size());
            }
            more.add(RegisteredVersion.of(version));
            runs.putIfAbsent(version.evaluation().runId(), version.version());
        }
        return new Versions(Collections.unmodifiableList(more), Collections.unmodifiableMap(runs));
    }

    public List<RegisteredVersion> all() {
        return all;
    }

    public int count() {
        return all.size();
    }

    /** The number that the next version takes. */
    public int next() {
        return all.size() + 1;
    }

    public Optional<RegisteredVersion> find(int number) {
        return number >= 1 && number <= all.size() ? Optional.of(all.get(number - 1)) : Optional.empty();
    }

    public Optional<RegisteredVersion> ofRun(String runId) {
        return Optional.ofNullable(byRun.get(runId)).flatMap(this::find);
    }
}
