package dev.graft.trainer.plan;

import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.learning.device.Environment;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.trainer.check.BackboneCheckReport;
import java.time.Instant;
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
        @Nullable Replay replay) {}
