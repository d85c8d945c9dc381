package dev.graft.dashboard.view;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A part of a list.
 *
 * @param total how many there are in all
 */
public record Page<T>(List<T> items, long total, int limit, int offset) {

    /** Only the items of the page are looked at closely; the others are counted. */
    public static <F, T> Page<T> of(Stream<F> all, int limit, int offset, Function<F, T> look) {
        List<T> items = new ArrayList<>();
        long total = 0;
        for (Iterator<F> each = all.iterator(); each.hasNext(); total++) {
            F next = each.next();
            if (total >= offset && items.size() < limit) {
                items.add(look.apply(next));
            }
        }
        return new Page<>(items, total, limit, offset);
    }
}
