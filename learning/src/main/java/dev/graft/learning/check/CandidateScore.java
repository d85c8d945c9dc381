package dev.graft.learning.check;

import java.util.Optional;

/**
 * How one backbone did in a check.
 *
 * @param name of the candidate
 * @param width of its features
 * @param score of the probe on them
 * @param gain in macro F1 over the untrained features
 * @param transfer what that gain says
 * @param sourceTask how well the backbone does its own task, where that was checked
 */
public record CandidateScore(
        String name,
        int width,
        ProbeScore score,
        PairedGain gain,
        Transfer transfer,
        Optional<SourceTaskCheck> sourceTask) {}
