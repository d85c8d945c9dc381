package dev.graft.registry.search;

import dev.graft.registry.label.Refused;
import dev.graft.registry.search.FilterTokens.Kind;
import dev.graft.registry.search.FilterTokens.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads MLflow's filters.
 *
 * <pre>
 * filter    = condition { AND condition }
 * condition = field comparison value | field IN ( 'text' { , 'text' } )
 * field     = name | … | tags.key | tags.`any key`
 * value     = 'text' | number
 * </pre>
 */
final class FilterParser {
    private static final int MAX_CHARS = 10_000;
    private static final int MAX_CONDITIONS = 50;
    private static final Set<Comparison> OF_TEXT =
            Set.of(Comparison.EQUAL, Comparison.NOT_EQUAL, Comparison.LIKE, Comparison.ILIKE);
    private static final Set<Comparison> OF_NUMBERS = Set.of(
            Comparison.EQUAL,
            Comparison.NOT_EQUAL,
            Comparison.LESS,
            Comparison.AT_MOST,
            Comparison.GREATER,
            Comparison.AT_LEAST);

    private final Grammar grammar;
    private final List<Token> tokens;
    private int at;

    private FilterParser(Grammar grammar, List<Token> tokens) {
        this.grammar = grammar;
        this.tokens = tokens;
    }

    /** @throws Refused when it is no filter, saying where */
    static List<Condition> parse(Grammar grammar, @Nullable String filter) {
        if (filter == null || filter.isBlank()) {
            return List.of();
        }
        if (filter.length() > MAX_CHARS) {
            throw Refused.invalid(
                    "the filter has " + filter.length() + " characters; at most " + MAX_CHARS + " are read");
        }
        return new FilterParser(grammar, FilterTokens.of(filter)).conditions();
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        do {
            conditions.add(condition());
            if (conditions.size() > MAX_CONDITIONS) {
                throw Refused.invalid("the filter has more than " + MAX_CONDITIONS + " conditions");
            }
        } while (goesOn());
        return conditions;
    }

    private boolean goesOn() {
        Token token = next();
        if (token.kind() == Kind.END) {
            return false;
        }
        if (!token.isWord("AND")) {
            throw wrong(token, "AND or the end", token.isWord("OR") ? "; a filter cannot say OR: search twice" : "");
        }
        return true;
    }

    private Condition condition() {
        Token field = next();
        if (field.kind() != Kind.WORD) {
            throw wrong(field, "a field", "");
        }
        int dot = field.text().indexOf('.');
        String entity = dot < 0 ? "attribute" : field.text().substring(0, dot);
        String key = field.text().substring(dot + 1);
        boolean tag = entity.equals("tag") || entity.equals("tags");
        boolean number = !tag && grammar.numbers().contains(key);
        boolean known = entity.equals("attribute") && (number || grammar.texts().contains(key));
        if (!known && (!tag || key.isEmpty())) {
            Set<String> fields = new TreeSet<>(grammar.texts());
            fields.addAll(grammar.numbers());
            throw Refused.invalid("a filter of " + grammar.what() + " knows no field '" + field.text() + "' (character "
                    + field.at() + "); it knows " + String.join(", ", fields) + " and tags.key");
        }
        Comparison comparison = comparison(field, tag, number);
        return new Condition(tag, key, comparison, values(comparison, number));
    }

    private Comparison comparison(Token field, boolean tag, boolean number) {
        Token sign = next();
        Set<Comparison> allowed = new TreeSet<>(number ? OF_NUMBERS : OF_TEXT);
        if (!tag && grammar.lists().contains(field.text().substring(field.text().indexOf('.') + 1))) {
            allowed.add(Comparison.IN);
        }
        return Arrays.stream(Comparison.values())
                .filter(each -> allowed.contains(each)
                        && (sign.kind() == Kind.SIGN || sign.kind() == Kind.WORD)
                        && sign.text().equalsIgnoreCase(each.sign()))
                .findFirst()
                .orElseThrow(() -> wrong(
                        sign,
                        "after '" + field.text() + "' one of "
                                + allowed.stream().map(Comparison::sign).collect(Collectors.joining(" ")),
                        ""));
    }

    private List<String> values(Comparison comparison, boolean number) {
        if (comparison != Comparison.IN) {
            return List.of(number ? number() : text());
        }
        if (next().kind() != Kind.OPEN) {
            throw wrong(tokens.get(at - 1), "( after IN", "");
        }
        List<String> values = new ArrayList<>();
        do {
            values.add(text());
        } while (next().kind() == Kind.COMMA);
        if (tokens.get(at - 1).kind() != Kind.CLOSE) {
            throw wrong(tokens.get(at - 1), "a comma or )", "");
        }
        return values;
    }

    private String text() {
        Token token = next();
        if (token.kind() != Kind.TEXT) {
            throw wrong(token, "a text in quotes, such as 'abc'", "");
        }
        return token.text();
    }

    private String number() {
        Token token = next();
        if (token.kind() == Kind.END || !token.text().matches("\\d{1,18}")) {
            throw wrong(token, "a whole number", "");
        }
        return token.text();
    }

    private Token next() {
        return tokens.get(Math.min(at++, tokens.size() - 1));
    }

    private static Refused wrong(Token token, String expected, String advice) {
        String found = token.kind() == Kind.END ? "the filter ends" : "it says '" + token.text() + "'";
        return Refused.invalid("the filter cannot be read at character " + token.at() + ": " + expected
                + " is expected, but " + found + advice);
    }
}
