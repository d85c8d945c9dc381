package dev.graft.registry.search;

import java.util.List;
import java.util.Set;

/**
 * What may stand in a filter and an order.
 *
 * @param what that is searched, in the plural
 * @param texts fields of text
 * @param numbers fields that are numbers
 * @param lists fields of text that IN may follow
 * @param orders fields that the result may be ordered by
 */
public record Grammar(String what, Set<String> texts, Set<String> numbers, Set<String> lists, List<String> orders) {
    public static final Grammar MODELS = new Grammar(
            "models",
            Set.of("name"),
            Set.of(),
            Set.of("name"),
            List.of("name", "creation_timestamp", "last_updated_timestamp"));

    public static final Grammar VERSIONS = new Grammar(
            "versions",
            Set.of("name", "run_id", "source_path"),
            Set.of("version_number"),
            Set.of("name", "run_id"),
            List.of("name", "version_number", "creation_timestamp", "last_updated_timestamp"));
}
