package dev.graft.predictor.serving.inference;

import dev.graft.predictor.serving.AnswerRequest.Table;
import dev.graft.predictor.serving.question.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a model says, as tensors.
 *
 * @param labels BYTES of shape [n]
 * @param probabilities FP32 of shape [n, labels of the model], row by row
 * @param columns labels of the model
 */
public record InferAnswer(int version, List<String> labels, List<Float> probabilities, int columns) {
    static final String LABEL = "label";
    static final String PROBABILITIES = "probabilities";

    public static InferAnswer of(Table table) {
        List<String> labels = new ArrayList<>();
        List<Float> flat = new ArrayList<>();
        for (float[] row : table.probabilities()) {
            int best = 0;
            for (int column = 0; column < row.length; column++) {
                flat.add(row[column]);
                best = row[column] > row[best] ? column : best;
            }
            labels.add(table.labels().get(best));
        }
        return new InferAnswer(table.version(), labels, flat, table.labels().size());
    }

    /** The tensors that are wanted, of all in their order. */
    public List<Tensor> outputs(Set<String> wanted) {
        long rows = labels.size();
        return List.of(
                        new Tensor(LABEL, List.of(rows), "BYTES", labels),
                        new Tensor(PROBABILITIES, List.of(rows, (long) columns), "FP32", probabilities))
                .stream()
                .filter(tensor -> wanted.contains(String.valueOf(tensor.name())))
                .toList();
    }

    /** A tensor in binary form. */
    public byte[] raw(Tensor output) {
        return LABEL.equals(output.name()) ? RawTensor.ofStrings(labels) : RawTensor.ofFloats(probabilities);
    }

    /** The names of the tensors that a request wants; all where it names none. */
    public static Set<String> wanted(InferRequest request) throws InvalidInput {
        Set<String> all = Set.of(LABEL, PROBABILITIES);
        if (request.outputs() == null || request.outputs().isEmpty()) {
            return all;
        }
        Set<String> named = request.outputs().stream()
                .map(output -> output == null ? null : output.name())
                .map(name -> Objects.requireNonNullElse(name, ""))
                .collect(Collectors.toSet());
        if (!all.containsAll(named)) {
            throw new InvalidInput(
                    "the outputs are '" + LABEL + "' and '" + PROBABILITIES + "'; " + named + " is wanted");
        }
        return named;
    }
}
