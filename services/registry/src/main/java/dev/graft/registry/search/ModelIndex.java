package dev.graft.registry.search;

import java.util.List;

/**
 * All models for searches, without a look into the store for each.
 *
 * <p>What this process changes is found by the next search. What another process changes is found after a while; a
 * single model that somebody asks for is never read here.
 */
public interface ModelIndex {

    /** All models that nobody deleted, by name. */
    List<ModelRecord> all();

    /** Reads a model again that may have changed, and returns what it is now. */
    ModelState refresh(String name);
}
