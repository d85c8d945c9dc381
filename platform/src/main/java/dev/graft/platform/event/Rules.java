package dev.graft.platform.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON Schema's keywords about a value by itself. Each asks something of values of its own kind only, and others keep it. */
final class Rules {
    /** Up to here a double holds every whole number. */
    private static final double EXACT = 1L << 53;

    private Rules() {}

    /** A number such as 1.0 may count as a whole one: that is left to the validator. */
    static Shape type(Set<String> names) {
        Predicate<JsonNode> surely =
                names.stream().map(Rules::isOf).reduce(Predicate::or).orElse(value -> false);
        Predicate<JsonNode> perhaps = names.contains("integer") ? surely.or(JsonNode::isNumber) : surely;
        return new Shape.Leaf(surely, perhaps.negate());
    }

    private static Predicate<JsonNode> isOf(String type) {
        return switch (type) {
            case "object" -> JsonNode::isObject;
            case "array" -> JsonNode::isArray;
            case "string" -> JsonNode::isTextual;
            case "integer" -> JsonNode::isIntegralNumber;
            case "number" -> JsonNode::isNumber;
            case "boolean" -> JsonNode::isBoolean;
            case "null" -> JsonNode::isNull;
            default -> throw new IllegalArgumentException("JSON Schema knows no type '" + type + "'");
        };
    }

    /** Numbers are left to the validator. */
    static Shape oneOf(Set<JsonNode> values) {
        return new Shape.Leaf(
                value -> !value.isNumber() && values.contains(value),
                value -> value.isTextual() && !values.contains(value));
    }

    static Shape number(DoublePredicate rule) {
        return new Shape.Leaf(
                value -> !value.isNumber() || isExact(value) && rule.test(value.doubleValue()),
                value -> value.isNumber() && isExact(value) && !rule.test(value.doubleValue()));
    }

    private static boolean isExact(JsonNode value) {
        return !value.isIntegralNumber() || Math.abs(value.doubleValue()) < EXACT;
    }

    /** In characters of Unicode. */
    static Shape length(IntPredicate rule) {
        return Shape.exact(value -> !value.isTextual()
                || rule.test(
                        value.textValue().codePointCount(0, value.textValue().length())));
    }

    static Shape elements(IntPredicate rule) {
        return Shape.exact(value -> !value.isArray() || rule.test(value.size()));
    }

    static Shape fields(IntPredicate rule) {
        return Shape.exact(value -> !value.isObject() || rule.test(value.size()));
    }

    static Shape required(List<String> names) {
        return Shape.exact(value -> {
            for (String name : names) {
                if (value.isObject() && !value.has(name)) {
                    return false;
                }
            }
            return true;
        });
    }

    /** Found in the text, and where it says so from its very beginning to its very end. */
    static Shape pattern(String regex) {
        Pattern pattern = Pattern.compile(regex);
        boolean fromBegin = regex.startsWith("^");
        boolean toEnd = regex.endsWith("$");
        return new Shape.Leaf(
                value -> {
                    if (!value.isTextual()) {
                        return true;
                    }
                    Matcher matcher = pattern.matcher(value.textValue());
                    return matcher.find()
                            && (!fromBegin || matcher.start() == 0)
                            && (!toEnd || matcher.end() == value.textValue().length());
                },
                value ->
                        value.isTextual() && !pattern.matcher(value.textValue()).find());
    }

    /** Of texts alone; other elements are left to the validator. */
    static Shape distinct() {
        return new Shape.Leaf(
                value -> {
                    Set<String> seen = new HashSet<>();
                    for (JsonNode element : value) {
                        if (!element.isTextual() || !seen.add(element.textValue())) {
                            return !value.isArray();
                        }
                    }
                    return true;
                },
                value -> false);
    }

    static Shape not(Shape rule) {
        return new Shape.Leaf(rule::surelyBreaks, rule::surelyKeeps);
    }

    static Shape anyOf(List<Shape> rules) {
        return new Shape.Leaf(
                value -> rules.stream().anyMatch(rule -> rule.surelyKeeps(value)),
                value -> rules.stream().allMatch(rule -> rule.surelyBreaks(value)));
    }

    static Shape ifThen(Shape condition, Shape consequence) {
        return new Shape.Leaf(
                value -> condition.surelyBreaks(value) || consequence.surelyKeeps(value),
                value -> condition.surelyKeeps(value) && consequence.surelyBreaks(value));
    }
}
