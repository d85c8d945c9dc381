package dev.graft.registry.catalogue;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param total how many there are in all
 * @param offset how many come before the first item
 * @param limit the most items of a part
 */
public record Page<T>(int total, int offset, int limit, List<T> items) {

    /** A cut through a list. */
    public record Cut(int offset, int limit) {
        /** The items in the list's order. */
        <S, T> Page<T> of(List<S> list, Function<S, T> view) {
            int from = Math.min(offset, list.size());
            int to = Math.min(from + limit, list.size());
            return new Page<>(
                    list.size(),
                    offset,
                    limit,
                    list.subList(from, to).stream().map(view).toList());
        }
    }
}
