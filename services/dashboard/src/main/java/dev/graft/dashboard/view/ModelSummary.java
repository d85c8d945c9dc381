package dev.graft.dashboard.view;

import org.jspecify.annotations.Nullable;

/**
 * A task's model.
 *
 * @param champion null: no version is live
 */
public record ModelSummary(String task, @Nullable Champion champion, long promoted, long rejected, long rolledBack) {}
