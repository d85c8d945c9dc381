package dev.graft.dashboard.view;

import java.util.List;

/** A run with its curve and its evaluations, oldest first. */
public record RunDetail(RunSummary run, List<Epoch> curve, List<EvaluationView> evaluations) {}
