package dev.graft.registry.history;

import dev.graft.contracts.document.ModelAlias;
import java.util.List;
import java.util.Optional;

/** The stored aliases of each model: projections of its history, for whoever wants to know what is live in one look. */
public interface Aliases {

    Optional<ModelAlias> find(String task, String alias);

    /** All aliases of a model, by name. */
    List<ModelAlias> all(String task);

    /** Brings the alias to where the move leaves it, unless a later move has brought it further. */
    void follow(String task, Move move);
}
