package dev.graft.registry.catalogue;

import dev.graft.registry.history.Move;

/** A move with the model whose alias moved. */
public record AuditedMove(String task, Move move) {}
