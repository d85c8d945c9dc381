package dev.graft.platform.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * Times of RFC 3339 as the mesh itself writes them, {@code 2026-11-27T20:13:51.123Z}, read at a tenth of the cost of a
 * formatter: it is a tenth of what reading an event costs.
 */
final class UtcTime {
    private static final String FORM = "0000-00-00T00:00:00";
    private static final int NANO_DIGITS = 9;

    private UtcTime() {}

    /** @return null: the text is not of this form, or names no time that there is; a general reader judges it */
    static @Nullable Instant plain(String text) {
        int end = text.length() - 1;
        if (end < FORM.length() || text.charAt(end) != 'Z' || !hasForm(text)) {
            return null;
        }
        int nanos = nanos(text, FORM.length(), end);
        if (nanos < 0) {
            return null;
        }
        try {
            LocalDate date = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
            LocalTime time = LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
            return Instant.ofEpochSecond(date.toEpochDay() * 86_400L + time.toSecondOfDay(), nanos);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean hasForm(String text) {
        for (int i = 0; i < FORM.length(); i++) {
            char form = FORM.charAt(i);
            char c = text.charAt(i);
            if (form == '0' ? c < '0' || c > '9' : c != form) {
                return false;
            }
        }
        return true;
    }

    /** Of the fraction from {@code start}, which may be missing; -1: it is none. */
    private static int nanos(String text, int start, int end) {
        int digits = end - start - 1;
        if (digits < 0) {
            return 0;
        }
        if (text.charAt(start) != '.' || digits == 0 || digits > NANO_DIGITS) {
            return -1;
        }
        int nanos = 0;
        for (int i = 1; i <= NANO_DIGITS; i++) {
            char c = i <= digits ? text.charAt(start + i) : '0';
            if (c < '0' || c > '9') {
                return -1;
            }
            nanos = nanos * 10 + c - '0';
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
