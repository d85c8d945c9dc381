package dev.graft.predictor.serving.scoring;

import dev.graft.predictor.serving.Input;
import java.util.List;

/**
 * A request that can be understood.
 *
 * @param place among all
 * @param inputs that it holds, one at least
 */
record Asked(int place, ScoringRequest request, List<Input> inputs) {}
