package dev.graft.registry.search;

import java.util.List;
import java.util.Locale;

/** How a condition compares. */
enum Comparison {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    LIKE("LIKE"),
    ILIKE("ILIKE"),
    IN("IN");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    boolean ofText(String text, List<String> values) {
        String value = values.get(0);
        return switch (this) {
            case EQUAL -> text.equals(value);
            case NOT_EQUAL -> !text.equals(value);
            case LIKE -> Like.matches(value, text);
            case ILIKE -> Like.matches(value.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT));
            case IN -> values.contains(text);
            case LESS, AT_MOST, GREATER, AT_LEAST -> throw new IllegalStateException("texts have no order here");
        };
    }

    boolean ofNumber(long number, long value) {
        return switch (this) {
            case EQUAL -> number == value;
            case NOT_EQUAL -> number != value;
            case LESS -> number < value;
            case AT_MOST -> number <= value;
            case GREATER -> number > value;
            case AT_LEAST -> number >= value;
            case LIKE, ILIKE, IN -> throw new IllegalStateException("numbers have no patterns");
        };
    }
}
