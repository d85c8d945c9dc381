package dev.graft.registry.search;

import dev.graft.registry.label.Refused;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Reads MLflow's orders: fields, each with ASC or DESC or nothing behind. */
final class Ordering {
    private static final int MAX_FIELDS = 10;

    private Ordering() {}

    /** What the fields leave open is ordered by name, and from the newest version to the oldest. */
    static Comparator<Searchable> parse(Grammar grammar, List<String> orders) {
        if (orders.size() > MAX_FIELDS) {
            throw Refused.invalid("order_by has " + orders.size() + " fields; at most " + MAX_FIELDS + " are read");
        }
        Comparator<Searchable> order = (one, other) -> 0;
        for (String each : orders) {
            order = order.thenComparing(field(grammar, each));
        }
        order = order.thenComparing(by("name"));
        return grammar == Grammar.VERSIONS
                ? order.thenComparing(by("version_number").reversed())
                : order;
    }

    private static Comparator<Searchable> field(Grammar grammar, String order) {
        String[] words = order.strip().split("\\s+", -1);
        String field = words[0].replace("`", "");
        String direction = words.length == 1 ? "ASC" : words[1].toUpperCase(Locale.ROOT);
        boolean readable = words.length <= 2 && (direction.equals("ASC") || direction.equals("DESC"));
        if (!readable || !grammar.orders().contains(field)) {
            throw Refused.invalid("order_by cannot be '" + order + "': it is one of "
                    + String.join(", ", grammar.orders()) + ", with ASC or DESC or nothing behind");
        }
        return direction.equals("ASC") ? by(field) : by(field).reversed();
    }

    private static Comparator<Searchable> by(String field) {
        return Searchable.NUMBERS.contains(field)
                ? Comparator.comparingLong(one -> one.number(field))
                : Comparator.comparing(one -> String.valueOf(one.text(field)));
    }
}
