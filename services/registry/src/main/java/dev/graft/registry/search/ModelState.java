package dev.graft.registry.search;

import java.util.Optional;

/**
 * A model at one moment, with how far its book had been written then. Immutable.
 *
 * @param registered how many versions had been registered
 * @param moves how many moves its history had
 * @param record empty: there is no such model, or it was deleted
 */
public record ModelState(String name, int registered, int moves, Optional<ModelRecord> record) {}
