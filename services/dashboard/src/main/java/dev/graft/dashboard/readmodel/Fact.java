package dev.graft.dashboard.readmodel;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What an event said, and where it stands in its chain. */
record Fact<T>(Link link, T data) {

    static final Comparator<Fact<?>> BY_TIME = Comparator.comparing(Fact::link, Link.BY_TIME);

    /** The one that happened later, whichever of them arrived first. */
    static <T> Fact<T> later(@Nullable Fact<T> one, Fact<T> other) {
        return one == null || BY_TIME.compare(one, other) < 0 ? other : one;
    }

    static <T> Fact<T> earlier(@Nullable Fact<T> one, Fact<T> other) {
        return one == null || BY_TIME.compare(one, other) > 0 ? other : one;
    }
}
