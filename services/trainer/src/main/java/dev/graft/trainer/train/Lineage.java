package dev.graft.trainer.train;

import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.learning.device.Environment;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.train.EpochReport;
import dev.graft.trainer.check.BackboneCheckReport;
import dev.graft.trainer.plan.DataLicence;
import dev.graft.trainer.plan.Replay;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a model comes from: {@value ModelFolder#LINEAGE_FILE} in its folder.
 *
 * @param format of this document
 * @param backbone that the task names or the check chose; of rows of numbers the snapshot's fitted features
 * @param fused the further backbones of a fusion, in the order of their features; null where there are none
 * @param backboneCheck why it is this backbone, and what probes said of it; null: the run is from before there was a
 *     check
 * @param reasons why it is this strategy, as in the run's plan; null: the plan is of an earlier version
 * @param classWeights what each label weighed in the loss, as in the run's plan; null: it weighed none, or the plan is of
 *     an earlier version
 * @param championVersion the version that training started from; null: the bare backbone
 * @param libraries names and versions
 * @param signature what goes in and what comes out
 * @param files every other file of the folder with its SHA-256
 */
public record Lineage(
        int format,
        TaskOrigin task,
        RunOrigin run,
        Data data,
        Backbone backbone,
        @Nullable List<Backbone> fused,
        @Nullable BackboneCheckReport backboneCheck,
        TransferStrategy strategy,
        @Nullable List<String> reasons,
        @Nullable SortedMap<String, Double> classWeights,
        long seed,
        @Nullable Integer championVersion,
        String codeVersion,
        Map<String, String> libraries,
        String device,
        Environment environment,
        Metrics metrics,
        Signature signature,
        List<ModelFolder.File> files,
        Instant createdAt) {

    public static final int FORMAT = 1;

    /** The names of all backbones, the task's own first. */
    public List<String> backboneNames() {
        return Stream.concat(Stream.of(backbone), Objects.requireNonNullElse(fused, List.<Backbone>of()).stream())
                .map(Backbone::name)
                .toList();
    }

    /** The declaration in force. */
    public record TaskOrigin(String name, int version) {}

    /** @param attempt which holder of the run finished it */
    public record RunOrigin(String id, long attempt) {}

    /**
     * The rows.
     *
     * @param snapshot its manifest, with SHA-256
     * @param batches that the snapshot holds, oldest first
     * @param rows that the snapshot holds
     * @param replay which of its training rows were learnt from; null: all
     * @param licences of its rows; null: the plan is of an earlier version
     */
    public record Data(
            String snapshotId,
            ObjectRef snapshot,
            List<String> batches,
            SplitCounts rows,
            @Nullable Replay replay,
            @Nullable List<DataLicence> licences) {}

    /**
     * The pre-trained encoder.
     *
     * @param origin where a person finds it
     * @param licence SPDX identifier in lower case
     * @param sha256 over names, weights and tokenizer
     */
    public record Backbone(String name, String origin, String licence, String sha256) {}

    /** All epochs on the validation split; the model holds the weights of the best one. */
    public record Metrics(int bestEpoch, boolean stoppedEarly, List<EpochReport> epochs) {}

    /**
     * Inputs and outputs.
     *
     * @param labels in the order of the model's outputs
     * @param maxTokens of an input; the end of longer ones is cut; null: inputs are no texts
     * @param preparation what was done to each text before, and has to be done to each input: ids of cleaning steps in
     *     their order; null: inputs are no texts, or the model is from before there were any
     * @param columns of rows of numbers, in their order; null: inputs are something else
     */
    public record Signature(
            List<Tensor> inputs,
            List<Tensor> outputs,
            List<String> labels,
            @Nullable Integer maxTokens,
            @Nullable List<String> preparation,
            @Nullable List<String> columns) {}

    /** A named tensor as the Open Inference Protocol spells it; -1 stands for any size. */
    public record Tensor(String name, String datatype, List<Integer> shape) {}
}
