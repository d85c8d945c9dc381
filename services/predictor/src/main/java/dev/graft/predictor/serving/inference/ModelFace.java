package dev.graft.predictor.serving.inference;

import dev.graft.contracts.task.Task;
import dev.graft.predictor.serving.ServedModel;
import java.util.List;

/** What a model in service says of itself. */
public record ModelFace(
        String name, List<String> versions, String platform, List<Tensor> inputs, List<Tensor> outputs) {
    public static ModelFace of(ServedModel model) {
        return new ModelFace(
                model.task(),
                List.of(Integer.toString(model.version())),
                "graft-" + model.modality() + "-classification",
                inputs(model),
                List.of(
                        new Tensor(InferAnswer.LABEL, List.of(-1L), "BYTES", null),
                        new Tensor(
                                InferAnswer.PROBABILITIES,
                                List.of(-1L, (long) model.labels().size()),
                                "FP32",
                                null)));
    }

    private static List<Tensor> inputs(ServedModel model) {
        return switch (model.modality()) {
            case Task.TABULAR ->
                List.of(new Tensor(
                        InferRows.ALL, List.of(-1L, (long) model.columns().size()), "FP64", null));
            case Task.TEXT_PAIR -> List.of(strings(InferInput.TEXT), strings(InferInput.TEXT_PAIR));
            default -> List.of(strings(model.modality()));
        };
    }

    private static Tensor strings(String name) {
        return new Tensor(name, List.of(-1L), "BYTES", null);
    }
}
