package dev.graft.dashboard.view;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A part of a list.
 *
 * @param total how many there are in all
 */
public record Page<T>(List<T> items, long total, int limit, int offset) {

    /** Only the items of the page are looked at closely. */
    public static <F, T> Page<T> of(Stream<F> all, int limit, int offset, Function<F, T> look) {
        List<F> everything = all.toList();
        List<T> items = everything.stream().skip(offset).limit(limit).map(look).toList();
        return new Page<>(items, everything.size(), limit, offset);
    }
}
