package dev.graft.predictor.serving.http;

import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.http.OpenInferenceResource.InferRequest;
import dev.graft.predictor.serving.http.OpenInferenceResource.Tensor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The inputs of an inference request, or what is wrong with it. */
final class InferInput {
    private static final String WANTED =
            "send one input, datatype BYTES, shape [n] or [n, 1], its data as JSON strings";

    private InferInput() {}

    /** @param modality of the model that is asked; images are their files in Base64 */
    static List<Input> of(@Nullable InferRequest request, String modality) throws InvalidInput {
        if (request == null
                || request.inputs() == null
                || request.inputs().size() != 1
                || request.inputs().get(0) == null) {
            throw new InvalidInput(WANTED);
        }
        Tensor input = request.inputs().get(0);
        if (!"BYTES".equals(input.datatype())
                || input.data() == null
                || !fits(input.shape(), input.data().size())) {
            throw new InvalidInput(WANTED);
        }
        return StringInputs.of(modality, "data", input.data());
    }

    private static boolean fits(@Nullable List<Long> shape, int values) {
        if (shape == null
                || shape.isEmpty()
                || shape.size() > 2
                || shape.stream().anyMatch(Objects::isNull)) {
            return false;
        }
        return shape.get(0) == values && (shape.size() == 1 || shape.get(1) == 1);
    }
}
