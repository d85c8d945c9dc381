package dev.graft.dataprep.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A text with places for the values of columns, as in {@code {subject}: {body}}; a brace itself is written twice. A column
 * without a value leaves its place empty; where no column has one, there is no text.
 */
final class TextTemplate {
    /** The most places that a template may have. */
    static final int MAX_PLACES = 20;

    private final List<Part> parts;

    private TextTemplate(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** A piece of a template: words, or the name of a column. */
    private record Part(String content, boolean isColumn) {}

    /** The value of one column and nothing else. */
    static TextTemplate column(String name) {
        return new TextTemplate(List.of(new Part(name, true)));
    }

    /** @throws IllegalArgumentException when the template cannot be read, with the reason */
    static TextTemplate parse(String template) {
        List<Part> parts = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            char each = template.charAt(at);
            if ((each == '{' || each == '}') && template.startsWith(String.valueOf(each), at + 1)) {
                words.append(each);
                at += 2;
            } else if (each == '{') {
                int end = template.indexOf('}', at);
                parts.add(new Part(words.toString(), false));
                words.setLength(0);
                parts.add(new Part(name(template, at, end), true));
                at = end + 1;
            } else if (each == '}') {
                throw new IllegalArgumentException("the brace at " + (at + 1) + " closes nothing; write '}}' for '}'");
            } else {
                words.append(each);
                at++;
            }
        }
        parts.add(new Part(words.toString(), false));
        return checked(parts);
    }

    private static String name(String template, int start, int end) {
        if (end < 0) {
            throw new IllegalArgumentException("the brace at " + (start + 1) + " is never closed; write '{{' for '{'");
        }
        String name = template.substring(start + 1, end);
        if (name.isBlank() || name.indexOf('{') >= 0) {
            throw new IllegalArgumentException("the braces at " + (start + 1) + " hold no name of a column");
        }
        return name;
    }

    private static TextTemplate checked(List<Part> parts) {
        long places = parts.stream().filter(Part::isColumn).count();
        if (places == 0 || places > MAX_PLACES) {
            throw new IllegalArgumentException("it names " + places + " columns in braces; name 1 to " + MAX_PLACES);
        }
        return new TextTemplate(
                parts.stream().filter(part -> !part.content().isEmpty()).toList());
    }

    /** The columns that it names, in their order. */
    Set<String> columns() {
        Set<String> names = new LinkedHashSet<>();
        parts.stream().filter(Part::isColumn).forEach(part -> names.add(part.content()));
        return names;
    }

    /** The text for a row; null where no column has a value. */
    @Nullable
    String fill(Function<String, @Nullable String> values) {
        StringBuilder text = new StringBuilder();
        boolean empty = true;
        for (Part part : parts) {
            String value = part.isColumn() ? values.apply(part.content()) : part.content();
            if (value != null) {
                text.append(value);
                empty = empty && !part.isColumn();
            }
        }
        return empty ? null : text.toString();
    }
}
