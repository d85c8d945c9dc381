package dev.graft.learning.strategy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How a backbone becomes a classifier. A value: equal strategies have equal JSON, byte for byte, which goes into the
 * id of a run.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TransferStrategy.LinearProbe.class, name = "linear-probe"),
    @JsonSubTypes.Type(value = TransferStrategy.FineTune.class, name = "fine-tune"),
    @JsonSubTypes.Type(value = TransferStrategy.LowRank.class, name = "low-rank"),
    @JsonSubTypes.Type(value = TransferStrategy.FewShot.class, name = "few-shot"),
    @JsonSubTypes.Type(value = TransferStrategy.Fusion.class, name = "fusion"),
    @JsonSubTypes.Type(value = TransferStrategy.Distillation.class, name = "distillation"),
    @JsonSubTypes.Type(value = TransferStrategy.DomainAdaptation.class, name = "domain-adaptation")
})
public sealed interface TransferStrategy {

    HyperParameters hyperParameters();

    /** The number of epoch reports of a run that is not stopped early. */
    @JsonIgnore
    int plannedEpochs();

    /** The same strategy with other numbers. */
    TransferStrategy with(HyperParameters values);

    /** The names of all backbones that a run reads, {@code own} first, which is the one that its task names. */
    default List<String> backbonesBeside(String own) {
        return List.of(own);
    }

    /** One line of JSON; its field order never changes. */
    default String toJson() {
        try {
            return Json.MAPPER.writerFor(TransferStrategy.class).writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a strategy of plain numbers cannot fail to become JSON", e);
        }
    }

    /** Reads what {@link #toJson} wrote; {@link IllegalArgumentException} on anything else. */
    static TransferStrategy fromJson(String json) {
        try {
            return Json.MAPPER.readValue(json, TransferStrategy.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no strategy: " + e.getOriginalMessage(), e);
        }
    }

    /** Trains a new head on the frozen encoder's features, which are computed once. */
    @JsonPropertyOrder({"hyperParameters"})
    record LinearProbe(HyperParameters hyperParameters) implements TransferStrategy {

        @Override
        public int plannedEpochs() {
            return hyperParameters.epochs();
        }

        @Override
        public LinearProbe with(HyperParameters values) {
            return new LinearProbe(values);
        }
    }

    /**
     * Trains the head and the encoder's upper layers; with a head warm-up it is LP-FT (Kumar et al., ICLR 2022): a
     * random head would at first send large, wrong gradients into good features.
     *
     * @param frozenLayers bottom layers that stay as they are, with the embeddings; their output is computed once. 0
     *     trains everything, embeddings too; words that no row contains keep theirs
     * @param headWarmup of the head alone, before; it is the run's first epoch
     * @param freezePlan how lower layers learn
     */
    @JsonPropertyOrder({"frozenLayers", "headWarmup", "hyperParameters", "freezePlan"})
    record FineTune(
            int frozenLayers,
            HeadWarmup headWarmup,
            HyperParameters hyperParameters,

            @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = OmittedDefaults.class)
            FreezePlan freezePlan)
            implements TransferStrategy {

        public FineTune {
            Ranges.check("frozenLayers", frozenLayers, 0, 1_000);
            freezePlan = Objects.requireNonNullElse(freezePlan, FreezePlan.ALIKE);
            Ranges.noSmote(hyperParameters);
        }

        /** Fine-tuning in which all layers that are not frozen learn alike. */
        public FineTune(int frozenLayers, HeadWarmup headWarmup, HyperParameters hyperParameters) {
            this(frozenLayers, headWarmup, hyperParameters, FreezePlan.ALIKE);
        }

        /** The same strategy with another plan for lower layers. */
        public FineTune with(FreezePlan plan) {
            return new FineTune(frozenLayers, headWarmup, hyperParameters, plan);
        }

        @Override
        public int plannedEpochs() {
            return hyperParameters.epochs() + (headWarmup.passes() > 0 ? 1 : 0);
        }

        @Override
        public FineTune with(HyperParameters values) {
            return new FineTune(frozenLayers, headWarmup, values, freezePlan);
        }
    }

    /**
     * Trains the head and low-rank adapters of some of the backbone's matrices (LoRA, Hu et al., ICLR 2022); they are
     * merged into the matrices when the model is written. Saves the optimiser's memory and large checkpoints, and changes
     * a backbone less than fine-tuning does.
     *
     * @param rank of an adapter, 1 to 1,024
     * @param alpha an adapter's output is multiplied by alpha / rank; above 0
     * @param targets which matrices: those whose name contains one of these between dots, such as {@code query}
     * @param frozenLayers bottom layers without adapters; their output is computed once
     * @param headWarmup of the head alone, before; it is the run's first epoch
     */
    @JsonPropertyOrder({"rank", "alpha", "targets", "frozenLayers", "headWarmup", "hyperParameters"})
    record LowRank(
            int rank,
            double alpha,
            List<String> targets,
            int frozenLayers,
            HeadWarmup headWarmup,
            HyperParameters hyperParameters)
            implements TransferStrategy {

        public LowRank {
            Ranges.check("rank", rank, 1, 1_024);
            Ranges.check("alpha", alpha, Double.MIN_NORMAL, 1e6);
            Ranges.check("frozenLayers", frozenLayers, 0, 1_000);
            Ranges.noSmote(hyperParameters);
            targets = List.copyOf(targets);
            if (targets.isEmpty()) {
                throw new IllegalArgumentException("targets must name at least one kind of matrix, such as query");
            }
        }

        @Override
        public int plannedEpochs() {
            return hyperParameters.epochs() + (headWarmup.passes() > 0 ? 1 : 0);
        }

        @Override
        public LowRank with(HyperParameters values) {
            return new LowRank(rank, alpha, targets, frozenLayers, headWarmup, values);
        }

        /** Whether a weight of that name gets an adapter, where its layer does. */
        public boolean matches(String weight) {
            return weight.endsWith(".weight")
                    && Arrays.stream(weight.split("\\.")).anyMatch(targets::contains);
        }
    }

    /**
     * Learns from few rows a label (the idea of SetFit, Tunstall et al. 2022): the backbone is trained so that rows of
     * one label have similar features, then a head on those features. For classes only.
     *
     * @param frozenLayers bottom layers that stay as they are, with the embeddings; 0 trains everything
     * @param contrast the first part; it is the run's first epoch
     * @param headPasses passes of the head over the rows in each of the epochs behind it, 1 to 10,000
     */
    @JsonPropertyOrder({"frozenLayers", "contrast", "headPasses", "hyperParameters"})
    record FewShot(int frozenLayers, Contrast contrast, int headPasses, HyperParameters hyperParameters)
            implements TransferStrategy {

        public FewShot {
            Ranges.check("frozenLayers", frozenLayers, 0, 1_000);
            Ranges.check("headPasses", headPasses, 1, 10_000);
            Ranges.noSmote(hyperParameters);
        }

        @Override
        public int plannedEpochs() {
            return hyperParameters.epochs() + 1;
        }

        @Override
        public FewShot with(HyperParameters values) {
            return new FewShot(frozenLayers, contrast, headPasses, values);
        }
    }

    /**
     * Trains a new head on the features of several frozen backbones, which are computed once. Each backbone's part is
     * brought to a root mean square of its weight, so that none outweighs the others by its scale alone.
     *
     * @param backbones names of the further ones, 1 to {@value #MAX_BACKBONES}, beside the task's own
     * @param weights of the task's own backbone and then of the further ones, each above 0 to 1,000; null: all 1
     */
    @JsonPropertyOrder({"backbones", "weights", "hyperParameters"})
    record Fusion(List<String> backbones, List<Double> weights, HyperParameters hyperParameters)
            implements TransferStrategy {

        public static final int MAX_BACKBONES = 7;

        public Fusion {
            backbones = List.copyOf(Objects.requireNonNullElse(backbones, List.of()));
            if (backbones.isEmpty() || backbones.size() > MAX_BACKBONES) {
                throw new IllegalArgumentException("fusion needs 1 to " + MAX_BACKBONES
                        + " further backbones beside the task's own, not " + backbones.size());
            }
            if (new HashSet<>(backbones).size() != backbones.size()) {
                throw new IllegalArgumentException("fused backbones must differ, not " + backbones);
            }
            int parts = backbones.size() + 1;
            weights = List.copyOf(Objects.requireNonNullElse(weights, Collections.nCopies(parts, 1.0)));
            if (weights.size() != parts) {
                throw new IllegalArgumentException(
                        "weights must be one for the task's own backbone and one for each of " + backbones + ", not "
                                + weights);
            }
            weights.forEach(weight -> Ranges.check("weights", weight, Double.MIN_NORMAL, 1_000));
        }

        /** {@inheritDoc} {@link IllegalArgumentException} where {@code own} is one of the further ones. */
        @Override
        public List<String> backbonesBeside(String own) {
            if (backbones.contains(own)) {
                throw new IllegalArgumentException(
                        "fused backbones must differ; " + own + " is the task's own and in " + backbones);
            }
            return Stream.concat(Stream.of(own), backbones.stream()).toList();
        }

        @Override
        public int plannedEpochs() {
            return hyperParameters.epochs();
        }

        @Override
        public Fusion with(HyperParameters values) {
            return new Fusion(backbones, weights, values);
        }
    }

    /**
     * Compresses a champion: a student of fewer layers, which begins as some of the champion's own (Sanh et al. 2019), learns
     * from the rows' labels, from the champion's answers (Hinton et al. 2015), and from what the champion computes on its way
     * to them (Jiao et al. 2020, Wang et al. 2020). The embeddings stay as they are. For classes of texts only.
     *
     * @param layers of the student, 1 to 1,000, and no more than the champion has
     * @param temperature by which both models' logits are divided before they are compared, 0.1 to 100
     * @param labelShare of the rows' own labels in what is learnt of answers, 0 to 1; the rest is the champion's answers,
     *     times temperature², which keeps the size of their gradient
     * @param hiddenWeight of the mean squared difference between hidden states, 0 to 1,000
     * @param attentionWeight of the divergence (KL, in nats) of where places look, 0 to 1,000
     */
    @JsonPropertyOrder({"layers", "temperature", "labelShare", "hiddenWeight", "attentionWeight", "hyperParameters"})
    record Distillation(
            int layers,
            double temperature,
            double labelShare,
            double hiddenWeight,
            double attentionWeight,
            HyperParameters hyperParameters)
            implements TransferStrategy {

        public Distillation {
            Ranges.check("layers", layers, 1, 1_000);
            Ranges.check("temperature", temperature, 0.1, 100);
            Ranges.check("labelShare", labelShare, 0, 1);
            Ranges.check("hiddenWeight", hiddenWeight, 0, 1_000);
            Ranges.check("attentionWeight", attentionWeight, 0, 1_000);
            Ranges.noSmote(hyperParameters);
        }

        @Override
        public int plannedEpochs() {
            return hyperParameters.epochs();
        }

        @Override
        public Distillation with(HyperParameters values) {
            return new Distillation(layers, temperature, labelShare, hiddenWeight, attentionWeight, values);
        }
    }

    /**
     * Fine-tunes for a domain of which there are rows without labels (unsupervised domain adaptation): the labelled rows teach
     * the labels, and an {@link Alignment} of the pooled features makes what was learnt of them hold for the others. Its weight
     * grows from 0 as that of DANN does (Ganin et al., JMLR 17, 2016, section 5.2.2). The model is that of the last epoch: the
     * labelled rows that early stopping could watch say nothing about the other domain. For texts only.
     *
     * @param alignment {@code ADVERSARIAL}, {@code CORRELATION} or {@code DISCREPANCY}
     * @param alignmentWeight of the alignment at the end, beside the labels' 1; 0 to 1e9
     * @param frozenLayers bottom layers that stay as they are, with the embeddings; their output is computed once
     * @param headWarmup of the head alone, before; it is the run's first epoch
     */
    @JsonPropertyOrder({"alignment", "alignmentWeight", "frozenLayers", "headWarmup", "hyperParameters"})
    record DomainAdaptation(
            Alignment alignment,
            double alignmentWeight,
            int frozenLayers,
            HeadWarmup headWarmup,
            HyperParameters hyperParameters)
            implements TransferStrategy {

        public DomainAdaptation {
            if (alignment == Alignment.NONE || alignment == Alignment.ADVERSARIAL_CODES) {
                throw new IllegalArgumentException(
                        "alignment must be ADVERSARIAL, CORRELATION or DISCREPANCY, not " + alignment);
            }
            Ranges.check("alignmentWeight", alignmentWeight, 0, 1e9);
            Ranges.check("frozenLayers", frozenLayers, 0, 1_000);
            Ranges.noSmote(hyperParameters);
        }

        @Override
        public int plannedEpochs() {
            return hyperParameters.epochs() + (headWarmup.passes() > 0 ? 1 : 0);
        }

        @Override
        public DomainAdaptation with(HyperParameters values) {
            return new DomainAdaptation(alignment, alignmentWeight, frozenLayers, headWarmup, values);
        }
    }

    /**
     * The training of the head alone that comes before fine-tuning.
     *
     * @param passes over the rows, 0 to 10,000; 0: no warm-up
     * @param batchSize rows a step, 1 to 4,096
     * @param learningRate peak rate
     */
    @JsonPropertyOrder({"passes", "batchSize", "learningRate"})
    record HeadWarmup(int passes, int batchSize, double learningRate) {

        /** No warm-up. */
        public static final HeadWarmup NONE = new HeadWarmup(0, 1, 1e-3);

        public HeadWarmup {
            Ranges.check("headWarmup.passes", passes, 0, 10_000);
            Ranges.check("headWarmup.batchSize", batchSize, 1, 4_096);
            Ranges.check("headWarmup.learningRate", learningRate, Double.MIN_NORMAL, 1);
        }
    }

    /** The mapper that writes strategies. */
    final class Json {
        private static final ObjectMapper MAPPER = new ObjectMapper();

        private Json() {}
    }
}
