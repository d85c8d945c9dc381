package dev.graft.trainer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.task.Strategy;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.platform.json.Json;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The further values that a task's strategy names, laid over a strategy with all its numbers. */
final class StrategyOptions {
    /** What is said outside of the options. */
    private static final List<String> ELSEWHERE = List.of("kind", "backbones");

    private static final List<String> BESIDE_THE_VALUES = List.of("kind", "warmStart", "seed", "options");

    private static final String NUMBERS = "hyperParameters";
    private static final List<String> NAMES_OF_NUMBERS = Arrays.stream(HyperParameters.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();

    private StrategyOptions() {}

    /**
     * The strategy with the options' values in the place of its own, at any depth. Hyper-parameters may be named without
     * the object that a plan shows them in.
     *
     * @throws IllegalArgumentException on a name that the strategy does not know, or a value out of its range
     */
    static TransferStrategy over(TransferStrategy strategy, @Nullable Map<String, Object> options) {
        if (options == null || options.isEmpty()) {
            return strategy;
        }
        for (String name : ELSEWHERE) {
            if (options.containsKey(name)) {
                throw new IllegalArgumentException("strategy.options: " + name + " is said in strategy." + name);
            }
        }
        ObjectNode values = Json.read(strategy.toJson().getBytes(StandardCharsets.UTF_8), ObjectNode.class);
        merge(values, withNumbersInTheirPlace(options));
        try {
            return TransferStrategy.fromJson(values.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("strategy.options: " + e.getMessage(), e);
        }
    }

    /** The names of all values that a strategy says itself, in alphabetical order; kind, seed and start are not among them. */
    static List<String> named(Strategy strategy) {
        ObjectNode said = (ObjectNode) Json.tree(strategy);
        said.remove(BESIDE_THE_VALUES);
        SortedSet<String> names = new TreeSet<>();
        said.fieldNames().forEachRemaining(names::add);
        if (strategy.options() != null) {
            ObjectNode options = withNumbersInTheirPlace(strategy.options());
            options.fieldNames().forEachRemaining(names::add);
            options.path(NUMBERS).fieldNames().forEachRemaining(names::add);
            names.remove(NUMBERS);
        }
        return List.copyOf(names);
    }

    private static ObjectNode withNumbersInTheirPlace(Map<String, Object> options) {
        ObjectNode all = (ObjectNode) Json.tree(options);
        ObjectNode numbers = all.get(NUMBERS) instanceof ObjectNode named
                ? named
                : Json.mapper().createObjectNode();
        for (String name : NAMES_OF_NUMBERS) {
            JsonNode value = all.remove(name);
            if (value != null) {
                numbers.set(name, value);
            }
        }
        if (!numbers.isEmpty()) {
            all.set(NUMBERS, numbers);
        }
        return all;
    }

    private static void merge(ObjectNode values, JsonNode options) {
        options.properties().forEach(option -> {
            if (option.getValue().isObject() && values.get(option.getKey()) instanceof ObjectNode inner) {
                merge(inner, option.getValue());
            } else {
                values.set(option.getKey(), option.getValue());
            }
        });
    }
}
