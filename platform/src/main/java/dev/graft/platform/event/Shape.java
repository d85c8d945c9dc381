package dev.graft.platform.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a schema asks of a value, as far as that can be told without the validator, at a fraction of its cost. Whatever is said
 * is sure; of what is not understood neither is said, and the validator decides. Thread-safe.
 */
interface Shape {
    /** What nothing is known of. */
    Shape UNSURE = new Leaf(value -> false, value -> false);

    boolean surelyKeeps(JsonNode value);

    boolean surelyBreaks(JsonNode value);

    /** A rule that can always be told. */
    static Shape exact(Predicate<JsonNode> rule) {
        return new Leaf(rule, rule.negate());
    }

    /** A rule by what is surely kept and what is surely broken. */
    record Leaf(Predicate<JsonNode> keeps, Predicate<JsonNode> breaks) implements Shape {
        @Override
        public boolean surelyKeeps(JsonNode value) {
            return keeps.test(value);
        }

        @Override
        public boolean surelyBreaks(JsonNode value) {
            return breaks.test(value);
        }
    }

    /** All of several rules. */
    record All(List<Shape> rules) implements Shape {
        @Override
        public boolean surelyKeeps(JsonNode value) {
            for (Shape rule : rules) {
                if (!rule.surelyKeeps(value)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean surelyBreaks(JsonNode value) {
            for (Shape rule : rules) {
                if (rule.surelyBreaks(value)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Exactly one of several rules. */
    record OneOf(List<Shape> rules) implements Shape {
        @Override
        public boolean surelyKeeps(JsonNode value) {
            return count(value, true) == 1 && count(value, false) == rules.size() - 1;
        }

        @Override
        public boolean surelyBreaks(JsonNode value) {
            return count(value, true) > 1 || count(value, false) == rules.size();
        }

        private long count(JsonNode value, boolean kept) {
            return rules.stream()
                    .filter(rule -> kept ? rule.surelyKeeps(value) : rule.surelyBreaks(value))
                    .count();
        }
    }
}
