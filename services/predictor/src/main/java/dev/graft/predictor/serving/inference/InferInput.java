package dev.graft.predictor.serving.inference;

import dev.graft.contracts.task.Features.Column;
import dev.graft.contracts.task.Task;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.question.InvalidInput;
import dev.graft.predictor.serving.question.StringInputs;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The inputs of an inference request, or what is wrong with it. */
public final class InferInput {
    private static final String WANTED =
            "send one input, datatype BYTES, shape [n] or [n, 1], in JSON its data as strings";

    private InferInput() {}

    /**
     * The inputs as the model that is asked reads them.
     *
     * @param modality of the model; images are their files in Base64
     * @param columns of the model, where it reads rows
     */
    public static List<Input> of(@Nullable InferRequest request, String modality, List<Column> columns)
            throws InvalidInput {
        boolean rows = modality.equals(Task.TABULAR);
        if (request == null
                || request.inputs() == null
                || request.inputs().isEmpty()
                || request.inputs().stream().anyMatch(Objects::isNull)
                || request.inputs().size() > 1 && !rows) {
            throw new InvalidInput(rows ? InferRows.wanted(columns) : WANTED);
        }
        if (rows) {
            return InferRows.of(request.inputs(), request.parameters(), columns);
        }
        Tensor input = request.inputs().get(0);
        boolean images = modality.equals(Task.IMAGE);
        if (images && ImageTensors.areIn(input)) {
            return ImageTensors.of(input);
        }
        if (!"BYTES".equals(input.datatype())
                || input.data() == null
                || !fits(input.shape(), input.data().size())) {
            throw new InvalidInput(images ? WANTED + ", or " + ImageTensors.WANTED : WANTED);
        }
        return StringInputs.of(modality, "data", StringTensor.of(input.data(), modality));
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
