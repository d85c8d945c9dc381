package dev.graft.contracts.document;

import dev.graft.contracts.event.ModelEvaluated;
import java.time.Instant;

/**
 * A version of a task's model: a claim on a number by a run, and where its files lie.
 *
 * @param version 1, 2, … without gaps
 * @param evaluation the verdict that the version was registered with
 */
public record ModelVersion(String task, int version, Instant createdAt, ModelEvaluated evaluation) {}
