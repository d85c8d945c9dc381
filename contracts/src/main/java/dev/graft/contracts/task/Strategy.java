package dev.graft.contracts.task;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a challenger learns; everything that is null is chosen by the trainer and recorded in the run's plan.
 *
 * @param kind {@code auto}, {@code linear-probe} (a new head on frozen features), {@code fine-tune}, {@code low-rank}
 *     (adapters of low rank, merged at the end), {@code few-shot} (features first, by pairs of rows; then a head),
 *     {@code fusion} (a new head on the frozen features of several backbones side by side), {@code distillation} (a student
 *     of fewer layers learns what the champion answers and how it comes to that) or {@code domain-adaptation} (fine-tuning that
 *     brings the features of labelled rows and of rows without labels together)
 * @param warmStart {@code champion} (from the live model where there is one) or {@code fresh} (from the backbone with a
 *     new head)
 * @param frozenLayers bottom encoder layers, with the embeddings, that stay as they are; 0 trains all
 * @param epochs upper bound; early stopping may end before it
 * @param batchSize rows a step
 * @param learningRate peak rate of the encoder's layers
 * @param headLearningRate peak rate of the head
 * @param weightDecay decoupled decay, not on biases and layer norms
 * @param maxLength tokens a row, longer ones are cut at the end
 * @param patience epochs without improvement on the validation split before training stops
 * @param seed of every random choice
 * @param options further values of the strategy by the names that a run's plan shows, as in
 *     {@code {"freezePlan": {"layerDecay": 0.9}}}; they win over all above. At most {@value #MAX_OPTIONS}
 * @param backbones of {@code fusion}, and of no other kind: 1 to {@value #MAX_FURTHER_BACKBONES} names beside the task's
 *     own backbone. What each weighs is an option: {@code {"weights": [1, 0.5]}}, the task's own first
 */
public record Strategy(
        String kind,
        @Nullable String warmStart,
        @Nullable Integer frozenLayers,
        @Nullable Integer epochs,
        @Nullable Integer batchSize,
        @Nullable Double learningRate,
        @Nullable Double headLearningRate,
        @Nullable Double weightDecay,
        @Nullable Integer maxLength,
        @Nullable Integer patience,
        @Nullable Long seed,
        @Nullable Map<String, Object> options,
        @Nullable List<String> backbones) {

    public static final String KIND_AUTO = "auto";
    public static final String KIND_LINEAR_PROBE = "linear-probe";
    public static final String KIND_FINE_TUNE = "fine-tune";
    public static final String KIND_LOW_RANK = "low-rank";
    public static final String KIND_FEW_SHOT = "few-shot";
    public static final String KIND_FUSION = "fusion";
    public static final String KIND_DISTILLATION = "distillation";
    public static final String KIND_DOMAIN_ADAPTATION = "domain-adaptation";
    public static final String WARM_START_CHAMPION = "champion";
    public static final String WARM_START_FRESH = "fresh";

    public static final int MAX_OPTIONS = 20;
    public static final int MAX_FURTHER_BACKBONES = 7;

    public static final Strategy AUTO = ofKind(KIND_AUTO);

    /** A strategy on the task's own backbone alone. */
    public Strategy(
            String kind,
            @Nullable String warmStart,
            @Nullable Integer frozenLayers,
            @Nullable Integer epochs,
            @Nullable Integer batchSize,
            @Nullable Double learningRate,
            @Nullable Double headLearningRate,
            @Nullable Double weightDecay,
            @Nullable Integer maxLength,
            @Nullable Integer patience,
            @Nullable Long seed,
            @Nullable Map<String, Object> options) {
        this(
                kind,
                warmStart,
                frozenLayers,
                epochs,
                batchSize,
                learningRate,
                headLearningRate,
                weightDecay,
                maxLength,
                patience,
                seed,
                options,
                null);
    }

    /** A strategy of which only the kind is fixed. */
    public static Strategy ofKind(String kind) {
        return new Strategy(kind, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** The fusion of the task's own backbone with these. */
    public static Strategy fusion(List<String> backbones, @Nullable Map<String, Object> options) {
        return new Strategy(
                KIND_FUSION,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                options,
                List.copyOf(backbones));
    }
}
