package dev.graft.predictor.serving.inference;

import dev.graft.contracts.task.Features.Column;
import dev.graft.contracts.task.Task;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.question.InvalidInput;
import dev.graft.predictor.serving.question.PairInputs;
import dev.graft.predictor.serving.question.StringInputs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The inputs of an inference request, or what is wrong with it. */
public final class InferInput {
    static final String TEXT = "text";
    static final String TEXT_PAIR = "textPair";

    private static final String WANTED =
            "send one input, datatype BYTES, shape [n] or [n, 1], in JSON its data as strings";
    private static final String PAIRS_WANTED = "send two inputs, " + TEXT + " and " + TEXT_PAIR
            + ", datatype BYTES, shape [n] or [n, 1], in JSON their data as strings";

    private InferInput() {}

    /**
     * The inputs as the model that is asked reads them.
     *
     * @param modality of the model; images are their files in Base64
     * @param columns of the model, where it reads rows
     */
    public static List<Input> of(@Nullable InferRequest request, String modality, List<Column> columns)
            throws InvalidInput {
        if (request == null
                || request.inputs() == null
                || request.inputs().isEmpty()
                || request.inputs().stream().anyMatch(Objects::isNull)) {
            throw new InvalidInput(wanted(modality, columns));
        }
        List<Tensor> inputs = request.inputs();
        return switch (modality) {
            case Task.TABULAR -> InferRows.of(inputs, request.parameters(), columns);
            case Task.TEXT_PAIR -> pairs(inputs);
            default -> one(inputs, modality);
        };
    }

    private static String wanted(String modality, List<Column> columns) {
        return switch (modality) {
            case Task.TABULAR -> InferRows.wanted(columns);
            case Task.TEXT_PAIR -> PAIRS_WANTED;
            default -> WANTED;
        };
    }

    private static List<Input> one(List<Tensor> inputs, String modality) throws InvalidInput {
        if (inputs.size() > 1) {
            throw new InvalidInput(WANTED);
        }
        Tensor input = inputs.get(0);
        boolean images = modality.equals(Task.IMAGE);
        if (images && ImageTensors.areIn(input)) {
            return ImageTensors.of(input);
        }
        return StringInputs.of(
                modality, "data", strings(input, modality, images ? WANTED + ", or " + ImageTensors.WANTED : WANTED));
    }

    /** Of each name one tensor, in any order. */
    private static List<Input> pairs(List<Tensor> inputs) throws InvalidInput {
        Map<String, Tensor> byName = new HashMap<>();
        inputs.forEach(input -> byName.put(String.valueOf(input.name()), input));
        Tensor first = byName.get(TEXT);
        Tensor second = byName.get(TEXT_PAIR);
        if (inputs.size() != 2 || first == null || second == null) {
            throw new InvalidInput(PAIRS_WANTED);
        }
        return PairInputs.of(
                List.of(TEXT, TEXT_PAIR),
                strings(first, Task.TEXT, PAIRS_WANTED),
                strings(second, Task.TEXT, PAIRS_WANTED));
    }

    private static List<@Nullable Object> strings(Tensor input, String modality, String wanted) throws InvalidInput {
        if (!"BYTES".equals(input.datatype())
                || input.data() == null
                || !fits(input.shape(), input.data().size())) {
            throw new InvalidInput(wanted);
        }
        return StringTensor.of(input.data(), modality);
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
