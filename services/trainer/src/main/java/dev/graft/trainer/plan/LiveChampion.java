package dev.graft.trainer.plan;

import dev.graft.contracts.event.ModelFolder;
import java.util.List;

/**
 * A champion that a run may start from.
 *
 * @param version in the registry
 * @param backbone the encoder's name
 * @param labels in the order of the model's outputs
 */
public record LiveChampion(int version, ModelFolder model, String backbone, List<String> labels) {}
