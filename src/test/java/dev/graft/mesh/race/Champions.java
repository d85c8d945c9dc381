package dev.graft.mesh.race;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The sequential specification: what one registry with one client would do. Immutable.
 *
 * <p>Written from the documentation, not from the registry's code, so that the two can disagree.
 *
 * @param line the champions that a rollback without a version walks down, the live one on top; null: none
 * @param everLive all that have been champion
 */
record Champions(@Nullable Link line, Set<Integer> everLive) {
    static final Champions NONE = new Champions(null, Set.of());

    /** A champion and those below it; shared by all states that have them, for a race makes many. */
    record Link(int version, @Nullable Link below) {}

    @Nullable
    Integer live() {
        return line == null ? null : line.version();
    }

    /** Where the wish leads; empty where it is refused. */
    Optional<Integer> target(Request.Wish wish) {
        return refusal(wish).isPresent() ? Optional.empty() : Optional.ofNullable(wanted(wish));
    }

    private @Nullable Integer wanted(Request.Wish wish) {
        if (wish instanceof Request.Promote promote) {
            return promote.version();
        }
        @Nullable Integer named = ((Request.RollBack) wish).version();
        return named == null ? previous() : named;
    }

    private @Nullable Integer previous() {
        return line == null || line.below() == null ? null : line.below().version();
    }

    /** What a refusal must say; empty where the wish is granted. */
    Optional<String> refusal(Request.Wish wish) {
        if (wish.expectedChampion() != null && !Objects.equals(wish.expectedChampion(), live())) {
            return Optional.of("is version " + live() + ", not version " + wish.expectedChampion());
        }
        @Nullable Integer wanted = wanted(wish);
        if (wanted == null) {
            return Optional.of("version " + live() + " is the first of its line");
        }
        if (wish instanceof Request.RollBack rollBack && rollBack.version() == null) {
            return Optional.empty();
        }
        if (wanted.equals(live())) {
            return Optional.of("is live already");
        }
        return wish instanceof Request.RollBack && !everLive.contains(wanted)
                ? Optional.of("has never been live")
                : Optional.empty();
    }

    Champions after(Entry entry) {
        Set<Integer> ever = new TreeSet<>(everLive);
        ever.add(entry.version());
        return new Champions(lineAfter(entry), ever);
    }

    private Link lineAfter(Entry entry) {
        if (entry.rollback() && line != null) {
            for (Link link = line.below(); link != null; link = link.below()) {
                if (link.version() == entry.version()) {
                    return link;
                }
            }
        }
        return new Link(entry.version(), line);
    }
}
