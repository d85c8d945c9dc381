package dev.graft.predictor;

import dev.graft.predictor.serving.storage.TextRuntime;
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

    /** How often the registry's aliases are looked at, for promotions whose event was lost. */
    @WithDefault("10s")
    String reconcileEvery();
}
