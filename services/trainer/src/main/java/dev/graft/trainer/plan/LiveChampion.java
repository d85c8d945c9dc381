package dev.graft.trainer.plan;

import dev.graft.contracts.event.ModelFolder;
import java.util.List;

/**
 * A champion that a run may start from.
 *
 * @param version in the registry
 * @param backbones the encoders' names, its task's own first
 * @param labels in the order of the model's outputs
 */
public record LiveChampion(int version, ModelFolder model, List<String> backbones, List<String> labels) {}
