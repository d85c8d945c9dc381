package dev.graft.dashboard.view;

import java.util.List;

/** A task's model with its history, newest first. */
public record ModelDetail(ModelSummary model, List<ModelMove> history) {}
