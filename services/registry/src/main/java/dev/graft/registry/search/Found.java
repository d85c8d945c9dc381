package dev.graft.registry.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was found.
 *
 * @param nextToken leads to the next page; null: this is the last
 */
public record Found<T>(List<T> items, @Nullable String nextToken) {}
