package dev.graft.predictor;

import dev.graft.learning.export.Precision;
import dev.graft.predictor.serving.storage.TextRuntime;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the predictor serves. */
@ConfigMapping(prefix = "graft.predictor")
public interface PredictorConfig {
    /** {@code auto}, {@code cpu} or {@code gpu:N}. */
    @WithDefault("${graft.device:auto}")
    String device();

    /**
     * What computes models of texts: {@code onnx} (ONNX Runtime, on the processor), {@code pytorch}, or {@code auto}: the one
     * that is faster on the device.
     */
    @WithDefault("auto")
    TextRuntime textRuntime();

    /**
     * How the linear layers of text models are computed: {@code float32}, or {@code int8}, which only ONNX Runtime does. The
     * evaluators of the mesh judge models in the same, see {@code GRAFT_TEXT_PRECISION}.
     */
    @WithDefault("${graft.text-precision:float32}")
    Precision textPrecision();

    /** Batches that are computed at the same time; more than processors only adds latency. */
    @WithDefault("2")
    int concurrency();

    /** A batch of requests that are computed together is closed when it holds so many inputs. */
    @WithDefault("32")
    int batchInputs();

    /** How long a request may wait for others that join its batch, although it could be computed at once. */
    @WithDefault("0ms")
    Duration batchDelay();

    /** How long a request may wait for its turn before it is refused with 503. */
    @WithDefault("2s")
    Duration patience();

    /** What models may take of memory together, each counted as large as its files; others wait in the store until they are asked. */
    @WithDefault("4G")
    MemorySize memory();

    /** How a newer champion is tried before it answers all requests. */
    CanaryConfig canary();

    /** What a shadow tells. */
    ShadowConfig shadow();

    /** Which inputs people are asked to label. */
    LabellingConfig labelling();

    /** How a newer champion is tried; see {@code CanaryPlan}. */
    interface CanaryConfig {
        /** The part of the requests that it answers, 0 to 1; 0: it takes over at once. */
        @WithDefault("0")
        double share();

        /** Inputs that it has to answer, 20 or more. */
        @WithDefault("500")
        int inputs();

        /** How long it is tried at most. */
        @WithDefault("10m")
        Duration patience();

        /** The part of its inputs that it may fail on although the version before it answers them, 0 to 1. */
        @WithDefault("0.01")
        double mostFailures();

        /** How many times as long as the version before it an input may take it at the median, above 1. */
        @WithDefault("2")
        double mostSlowdown();
    }

    /** What a shadow tells. */
    interface ShadowConfig {
        /** Disagreements with the champion of which there is an event, of each task; all are counted. */
        @WithDefault("1000")
        int eventsPerHour();
    }

    /** Which inputs people are asked to label; they travel as events, with what was asked. */
    interface LabellingConfig {
        /** Those whose most probable label is less probable, 0 to 1; 0: none, whatever a shadow says. */
        @WithDefault("0")
        double below();

        /** Of each task at most. */
        @WithDefault("100")
        int perHour();
    }

    /** How often the registry's aliases are looked at, for promotions whose event was lost. */
    @WithDefault("10s")
    String reconcileEvery();
}
