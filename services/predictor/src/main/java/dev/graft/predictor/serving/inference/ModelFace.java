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
                List.of(input(model)),
                List.of(
                        new Tensor(InferAnswer.LABEL, List.of(-1L), "BYTES", null),
                        new Tensor(
                                InferAnswer.PROBABILITIES,
                                List.of(-1L, (long) model.labels().size()),
                                "FP32",
                                null)));
    }

    private static Tensor input(ServedModel model) {
        return model.modality().equals(Task.TABULAR)
                ? new Tensor(InferRows.ALL, List.of(-1L, (long) model.columns().size()), "FP64", null)
                : new Tensor(model.modality(), List.of(-1L), "BYTES", null);
    }
}
