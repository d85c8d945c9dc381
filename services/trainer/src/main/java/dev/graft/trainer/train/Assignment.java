package dev.graft.trainer.train;

import dev.graft.trainer.plan.LiveChampion;
import dev.graft.trainer.plan.RunPlan;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a learner is asked to do.
 *
 * @param champion to start from; null: the bare backbone
 * @param output the folder that receives the model
 */
public record Assignment(
        RunPlan plan, RowsToLearn rows, @Nullable LiveChampion champion, Path output) {}
