package dev.graft.registry.version;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All versions of a model, in the order of their numbers, which have no gaps. Immutable.
 *
 * <p>Those of runs and those that were registered by hand share the numbers; only a run's version can be live, so whoever
 * decides what is live meets no other here: {@link #all}, {@link #find} and {@link #ofRun} know the versions of runs.
 */
public final class Versions {
    public static final Versions EMPTY = new Versions(new TreeMap<>(), new TreeMap<>(), Map.of());

    private final NavigableMap<Integer, RegisteredVersion> ofRuns;
    private final NavigableMap<Integer, ForeignVersion> foreign;
    private final Map<String, Integer> byRun;
    private final List<RegisteredVersion> all;

    private Versions(
            NavigableMap<Integer, RegisteredVersion> ofRuns,
            NavigableMap<Integer, ForeignVersion> foreign,
            Map<String, Integer> byRun) {
        this.ofRuns = Collections.unmodifiableNavigableMap(ofRuns);
        this.foreign = Collections.unmodifiableNavigableMap(foreign);
        this.byRun = Collections.unmodifiableMap(byRun);
        this.all = List.copyOf(ofRuns.values());
    }

    /** @throws IllegalArgumentException when the numbers do not go on where these versions end */
    public Versions plus(List<ShelvedVersion> further) {
        NavigableMap<Integer, RegisteredVersion> runs = new TreeMap<>(ofRuns);
        NavigableMap<Integer, ForeignVersion> strangers = new TreeMap<>(foreign);
        Map<String, Integer> numbers = new HashMap<>(byRun);
        for (ShelvedVersion version : further) {
            int last = runs.size() + strangers.size();
            if (version.number() != last + 1) {
                throw new IllegalArgumentException("version " + version.number() + " cannot follow version " + last);
            }
            if (version instanceof ForeignVersion stranger) {
                strangers.put(stranger.number(), stranger);
            } else if (version instanceof ShelvedVersion.OfRun own) {
                runs.put(own.number(), RegisteredVersion.of(own.version()));
                numbers.putIfAbsent(own.version().evaluation().runId(), own.number());
            }
        }
        return new Versions(runs, strangers, numbers);
    }

    /** Those of runs. */
    public List<RegisteredVersion> all() {
        return all;
    }

    /** Those that were registered by hand, by number. */
    public NavigableMap<Integer, ForeignVersion> foreign() {
        return foreign;
    }

    /** All, whoever registered them. */
    public int count() {
        return ofRuns.size() + foreign.size();
    }

    /** The number that the next version takes. */
    public int next() {
        return count() + 1;
    }

    public Optional<RegisteredVersion> find(int number) {
        return Optional.ofNullable(ofRuns.get(number));
    }

    /** Why {@link #find} finds nothing, as a sentence. */
    public String whyMissing(String task, int number) {
        return foreign.containsKey(number)
                ? "version " + number + " of " + task + " was registered by hand: no run of the mesh made it"
                : "there is no version " + number + " of " + task + "; it has versions 1 to " + count();
    }

    public Optional<RegisteredVersion> ofRun(String runId) {
        return Optional.ofNullable(byRun.get(runId)).flatMap(this::find);
    }
}
