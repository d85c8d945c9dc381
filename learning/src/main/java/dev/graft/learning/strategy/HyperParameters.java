package dev.graft.learning.strategy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.graft.learning.image.Augmentation;
import dev.graft.learning.text.augment.TextAugmentation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that steer training.
 *
 * @param epochs passes over the training rows at most, 1 to 10,000; early stopping may end before
 * @param batchSize rows a step, 1 to 4,096
 * @param learningRate peak rate of the encoder's weights; a linear probe ignores it
 * @param headLearningRate peak rate of the head
 * @param weightDecay decoupled decay of matrices, at least 0; biases and layer norms never decay
 * @param warmupRatio share of the steps in which the rate rises linearly from 0, 0 to 1; then it takes its course
 * @param maxLength tokens an input, special ones included; the end of longer texts is cut
 * @param patience epochs without improvement after which training stops, at least 1
 * @param minChange by how much the metric must rise (the loss: fall) to count as better, at least 0
 * @param metric that decides which epoch is best; of equal ones the lower loss wins
 * @param dropout rate in the layers that learn and before the head, 0 to below 1
 * @param labelSmoothing share of the target that is spread over all labels, 0 to below 1
 * @param clipNorm longest allowed global gradient; 0 switches clipping off
 * @param loss how the loss treats labels and rows
 * @param penalty what is added to it for large weights
 * @param schedule the rate's course behind the warm-up
 * @param microBatchSize rows that go through the network at once, 0 to 4,096: their gradients are added up to those of
 *     the whole batch, so a smaller number costs time and saves memory; 0: the whole batch
 * @param replayShare rows of earlier batches that each pass takes in beside the training rows, as a share of those, 0 to
 *     100; they keep a champion from forgetting what the training rows do not show
 * @param augmentation of training texts, never of others
 * @param imageAugmentation of training pictures, never of others
 * @param sampling of training rows by their label
 * @param replay the most rows that a run from a champion learns from beside those that are new to it, 0 to 10,000,000;
 *     null: {@value #USUAL_REPLAY}
 */
@JsonPropertyOrder({
    "epochs",
    "batchSize",
    "learningRate",
    "headLearningRate",
    "weightDecay",
    "warmupRatio",
    "maxLength",
    "patience",
    "minChange",
    "metric",
    "dropout",
    "labelSmoothing",
    "clipNorm",
    "loss",
    "penalty",
    "schedule",
    "microBatchSize",
    "replayShare",
    "augmentation",
    "imageAugmentation",
    "sampling",
    "replay"
})
public record HyperParameters(
        int epochs,
        int batchSize,
        double learningRate,
        double headLearningRate,
        double weightDecay,
        double warmupRatio,
        int maxLength,
        int patience,
        double minChange,
        ValidationMetric metric,
        double dropout,
        double labelSmoothing,
        double clipNorm,

        @JsonInclude(value = Include.CUSTOM, valueFilter = OmittedDefaults.class)
        LossOptions loss,

        @JsonInclude(value = Include.CUSTOM, valueFilter = OmittedDefaults.class)
        Penalty penalty,

        @JsonInclude(value = Include.CUSTOM, valueFilter = OmittedDefaults.class)
        RateCourse schedule,

        @JsonInclude(Include.NON_DEFAULT) int microBatchSize,
        @JsonInclude(Include.NON_DEFAULT) double replayShare,

        @JsonInclude(value = Include.CUSTOM, valueFilter = OmittedDefaults.class)
        TextAugmentation augmentation,

        @JsonInclude(value = Include.CUSTOM, valueFilter = OmittedDefaults.class)
        Augmentation imageAugmentation,

        @JsonInclude(value = Include.CUSTOM, valueFilter = OmittedDefaults.class)
        Sampling sampling,

        @JsonInclude(Include.NON_NULL) @Nullable Integer replay) {

    /**
     * All rows of most tasks. From about as many on, an automatic strategy goes through them only once, and what makes a run
     * long is their number: this bounds it.
     */
    public static final int USUAL_REPLAY = 100_000;

    public HyperParameters {
        Ranges.check("epochs", epochs, 1, 10_000);
        Ranges.check("batchSize", batchSize, 1, 4_096);
        Ranges.check("learningRate", learningRate, Double.MIN_NORMAL, 1);
        Ranges.check("headLearningRate", headLearningRate, Double.MIN_NORMAL, 1);
        Ranges.check("weightDecay", weightDecay, 0, 10);
        Ranges.check("warmupRatio", warmupRatio, 0, 1);
        Ranges.check("maxLength", maxLength, 3, 1 << 20);
        Ranges.check("patience", patience, 1, 10_000);
        Ranges.check("minChange", minChange, 0, Double.MAX_VALUE);
        Ranges.check("dropout", dropout, 0, 0.99);
        Ranges.check("labelSmoothing", labelSmoothing, 0, 0.99);
        Ranges.check("clipNorm", clipNorm, 0, Double.MAX_VALUE);
        loss = Objects.requireNonNullElse(loss, LossOptions.PLAIN);
        penalty = Objects.requireNonNullElse(penalty, Penalty.NONE);
        schedule = Objects.requireNonNullElse(schedule, RateCourse.LINEAR);
        Ranges.check("microBatchSize", microBatchSize, 0, 4_096);
        Ranges.check("replayShare", replayShare, 0, 100);
        augmentation = Objects.requireNonNullElse(augmentation, TextAugmentation.NONE);
        imageAugmentation = Objects.requireNonNullElse(imageAugmentation, Augmentation.NONE);
        sampling = Objects.requireNonNullElse(sampling, Sampling.AS_IS);
        Ranges.check("replay", replay == null ? 0 : replay, 0, 10_000_000);
    }

    /** The numbers with a plain loss, a linear fall of the rate, no penalty, and rows as they are. */
    public HyperParameters(
            int epochs,
            int batchSize,
            double learningRate,
            double headLearningRate,
            double weightDecay,
            double warmupRatio,
            int maxLength,
            int patience,
            double minChange,
            ValidationMetric metric,
            double dropout,
            double labelSmoothing,
            double clipNorm) {
        this(
                epochs,
                batchSize,
                learningRate,
                headLearningRate,
                weightDecay,
                warmupRatio,
                maxLength,
                patience,
                minChange,
                metric,
                dropout,
                labelSmoothing,
                clipNorm,
                LossOptions.PLAIN,
                Penalty.NONE,
                RateCourse.LINEAR,
                0,
                0,
                TextAugmentation.NONE,
                Augmentation.NONE,
                Sampling.AS_IS,
                null);
    }

    /** The most known rows that a run from a champion learns from. */
    public int replayLimit() {
        return replay == null ? USUAL_REPLAY : replay;
    }

    /** A builder that begins with these values. */
    public HyperParametersBuilder change() {
        return new HyperParametersBuilder(this);
    }
}
