package dev.graft.trainer.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The further values that a task's strategy names, laid over a strategy with all its numbers. */
final class StrategyOptions {
    /** What is said outside of the options. */
    private static final List<String> ELSEWHERE = List.of("kind", "backbones");

    private StrategyOptions() {}

    /**
     * The strategy with the options' values in the place of its own, at any depth.
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
        merge(values, Json.tree(options));
        try {
            return TransferStrategy.fromJson(values.toString());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("strategy.options: " + e.getMessage(), e);
        }
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
