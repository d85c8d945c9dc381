package dev.graft.trainer.plan;

import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.learning.device.Environment;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.trainer.check.BackboneCheckReport;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * All that a run was resolved to before it began, as it lies in the object store: every attempt follows the first one's
 * plan.
 *
 * @param rows of the snapshot by split
 * @param backboneCheck why it is this backbone, and what probes say of it; null in plans of before there was a check
 * @param seed of every random choice
 * @param championVersion the version to start from; null: the bare backbone
 * @param device of the first attempt, {@code cpu} or {@code gpu:N}
 * @param environment of the first attempt
 * @param backboneHashes SHA-256 of every backbone by its name; null in plans of earlier versions
 * @param replay which training rows it learns from; null: from all, as a run from the bare backbone does
 * @param classWeights what each label weighs in the loss, and what training takes: by the strategy's {@code labelWeights},
 *     else, where its loss is {@code balanced}, n / (C · n_c) over the n rows of every pass, those that are replayed in
 *     every pass included, those of which each pass draws a share not; 1 for a label without a row. Null: the loss weighs
 *     no label, or the plan is of an earlier version, whose rows are counted when training begins
 * @param reasons why it is this strategy, each a sentence or two with its figures: the advisor's where the task leaves the
 *     kind to the trainer, else that the task declares it; then what the task names itself. Rows by label are those of the
 *     snapshot, in proportion to its training split. Null in plans of earlier versions
 * @param dataLicences of all rows of the snapshot; null in plans of earlier versions
 */
public record RunPlan(
        String runId,
        String task,
        int taskVersion,
        String snapshotId,
        ObjectRef snapshot,
        SplitCounts rows,
        String backbone,
        @Nullable BackboneCheckReport backboneCheck,
        TransferStrategy strategy,
        long seed,
        String codeVersion,
        @Nullable Integer championVersion,
        String device,
        Environment environment,
        Instant createdAt,
        @Nullable SortedMap<String, String> backboneHashes,
        @Nullable Replay replay,
        @Nullable SortedMap<String, Double> classWeights,
        @Nullable List<String> reasons,
        @Nullable List<DataLicence> dataLicences) {

    /** The strategy as training follows it: with the plan's weights in place of what it would count itself. */
    public TransferStrategy weighedStrategy() {
        if (classWeights == null) {
            return strategy;
        }
        HyperParameters numbers = strategy.hyperParameters();
        return strategy.with(
                numbers.change().loss(numbers.loss().weighing(classWeights)).build());
    }
}
