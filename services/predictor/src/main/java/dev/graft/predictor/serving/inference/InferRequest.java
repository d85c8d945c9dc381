package dev.graft.predictor.serving.inference;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The protocol's inference request.
 *
 * @param outputs that are wanted; null or empty: all
 */
public record InferRequest(
        @Nullable String id,
        @Nullable List<@Nullable Tensor> inputs,
        @Nullable Map<String, @Nullable Object> parameters,
        @Nullable List<@Nullable Output> outputs) {

    /** An output that is wanted. */
    public record Output(@Nullable String name) {}

    public InferRequest(
            @Nullable String id,
            @Nullable List<@Nullable Tensor> inputs,
            @Nullable Map<String, @Nullable Object> parameters) {
        this(id, inputs, parameters, null);
    }
}
