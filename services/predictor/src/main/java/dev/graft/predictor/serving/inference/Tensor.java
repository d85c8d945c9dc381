package dev.graft.predictor.serving.inference;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tensor of the protocol.
 *
 * @param data row by row, flat or nested; of BYTES strings, or {@code byte[]} where they came as bytes. Null in what a model
 *     says of itself, and where the values follow the request in binary form
 */
public record Tensor(
        @Nullable String name,
        @Nullable List<Long> shape,
        @Nullable String datatype,
        @Nullable Map<String, @Nullable Object> parameters,
        @Nullable List<?> data) {

    public Tensor(
            @Nullable String name, @Nullable List<Long> shape, @Nullable String datatype, @Nullable List<?> data) {
        this(name, shape, datatype, null, data);
    }
}
