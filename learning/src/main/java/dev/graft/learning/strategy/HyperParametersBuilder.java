package dev.graft.learning.strategy;

import dev.graft.learning.image.Augmentation;
import dev.graft.learning.text.augment.TextAugmentation;
import org.jspecify.annotations.Nullable;

/** Changes some of the {@link HyperParameters}; each method is named after the value it sets. */
public final class HyperParametersBuilder {

    private int epochs;
    private int batchSize;
    private double learningRate;
    private double headLearningRate;
    private double weightDecay;
    private double warmupRatio;
    private int maxLength;
    private int patience;
    private double minChange;
    private ValidationMetric metric;
    private double dropout;
    private double labelSmoothing;
    private double clipNorm;
    private LossOptions loss;
    private Penalty penalty;
    private RateCourse schedule;
    private int microBatchSize;
    private double replayShare;
    private TextAugmentation augmentation;
    private Augmentation imageAugmentation;
    private Sampling sampling;
    private @Nullable Integer replay;

    HyperParametersBuilder(HyperParameters from) {
        this.epochs = from.epochs();
        this.batchSize = from.batchSize();
        this.learningRate = from.learningRate();
        this.headLearningRate = from.headLearningRate();
        this.weightDecay = from.weightDecay();
        this.warmupRatio = from.warmupRatio();
        this.maxLength = from.maxLength();
        this.patience = from.patience();
        this.minChange = from.minChange();
        this.metric = from.metric();
        this.dropout = from.dropout();
        this.labelSmoothing = from.labelSmoothing();
        this.clipNorm = from.clipNorm();
        this.loss = from.loss();
        this.penalty = from.penalty();
        this.schedule = from.schedule();
        this.microBatchSize = from.microBatchSize();
        this.replayShare = from.replayShare();
        this.augmentation = from.augmentation();
        this.imageAugmentation = from.imageAugmentation();
        this.sampling = from.sampling();
        this.replay = from.replay();
    }

    public HyperParametersBuilder epochs(int value) {
        this.epochs = value;
        return this;
    }

    public HyperParametersBuilder batchSize(int value) {
        this.batchSize = value;
        return this;
    }

    public HyperParametersBuilder learningRate(double value) {
        this.learningRate = value;
        return this;
    }

    public HyperParametersBuilder headLearningRate(double value) {
        this.headLearningRate = value;
        return this;
    }

    public HyperParametersBuilder weightDecay(double value) {
        this.weightDecay = value;
        return this;
    }

    public HyperParametersBuilder warmupRatio(double value) {
        this.warmupRatio = value;
        return this;
    }

    public HyperParametersBuilder maxLength(int value) {
        this.maxLength = value;
        return this;
    }

    public HyperParametersBuilder patience(int value) {
        this.patience = value;
        return this;
    }

    public HyperParametersBuilder minChange(double value) {
        this.minChange = value;
        return this;
    }

    public HyperParametersBuilder metric(ValidationMetric value) {
        this.metric = value;
        return this;
    }

    public HyperParametersBuilder dropout(double value) {
        this.dropout = value;
        return this;
    }

    public HyperParametersBuilder labelSmoothing(double value) {
        this.labelSmoothing = value;
        return this;
    }

    public HyperParametersBuilder clipNorm(double value) {
        this.clipNorm = value;
        return this;
    }

    public HyperParametersBuilder loss(LossOptions value) {
        this.loss = value;
        return this;
    }

    public HyperParametersBuilder penalty(Penalty value) {
        this.penalty = value;
        return this;
    }

    public HyperParametersBuilder schedule(RateCourse value) {
        this.schedule = value;
        return this;
    }

    public HyperParametersBuilder microBatchSize(int value) {
        this.microBatchSize = value;
        return this;
    }

    public HyperParametersBuilder replayShare(double value) {
        this.replayShare = value;
        return this;
    }

    public HyperParametersBuilder augmentation(TextAugmentation value) {
        this.augmentation = value;
        return this;
    }

    public HyperParametersBuilder imageAugmentation(Augmentation value) {
        this.imageAugmentation = value;
        return this;
    }

    public HyperParametersBuilder sampling(Sampling value) {
        this.sampling = value;
        return this;
    }

    public HyperParametersBuilder replay(@Nullable Integer value) {
        this.replay = value;
        return this;
    }

    /** The values; {@link IllegalArgumentException} names the first one outside its range. */
    public HyperParameters build() {
        return new HyperParameters(
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
                loss,
                penalty,
                schedule,
                microBatchSize,
                replayShare,
                augmentation,
                imageAugmentation,
                sampling,
                replay);
    }
}
