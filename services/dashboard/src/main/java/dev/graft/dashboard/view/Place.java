package dev.graft.dashboard.view;

/** Where a record lies in its topic. */
public record Place(int partition, long offset) {}
