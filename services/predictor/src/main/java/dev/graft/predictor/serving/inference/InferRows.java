package dev.graft.predictor.serving.inference;

import dev.graft.contracts.task.Features.Column;
import dev.graft.contracts.task.Task;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.question.InvalidInput;
import dev.graft.predictor.serving.question.RowInputs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an inference request: of one tensor {@value #ALL} with all columns, words by their place, or of a tensor a
 * column by its name, as MLServer's codec for data frames sends them. JSON's null is a missing value, and so is NaN.
 */
final class InferRows {
    static final String ALL = "features";

    private static final String DATA_SOURCE = "data_source";
    private static final Set<String> FLOATS = Set.of("FP32", "FP64");
    private static final Map<String, Class<?>> OF_COLUMNS = Map.of(
            "FP32", Number.class,
            "FP64", Number.class,
            "INT32", Number.class,
            "INT64", Number.class,
            "BOOL", Boolean.class,
            "BYTES", String.class);

    private final List<Column> columns;

    private InferRows(List<Column> columns) {
        this.columns = columns;
    }

    /**
     * The rows of the tensors.
     *
     * @param tensors one or more
     * @param parameters of the request, of which {@value #DATA_SOURCE} says where the rows come from
     * @param columns of the model that is asked
     */
    static List<Input> of(
            List<Tensor> tensors, @Nullable Map<String, @Nullable Object> parameters, List<Column> columns)
            throws InvalidInput {
        InferRows reading = new InferRows(columns);
        boolean together = tensors.size() == 1 && ALL.equals(tensors.get(0).name());
        List<Map<String, @Nullable Object>> rows =
                together ? reading.together(tensors.get(0)) : reading.byColumn(tensors);
        return RowInputs.of("row", rows, dataSource(parameters));
    }

    private static @Nullable String dataSource(@Nullable Map<String, @Nullable Object> parameters) throws InvalidInput {
        Object named = parameters == null ? null : parameters.get(DATA_SOURCE);
        if (named != null && !(named instanceof String)) {
            throw new InvalidInput("the parameter " + DATA_SOURCE + " must be a name");
        }
        return (String) named;
    }

    private List<Map<String, @Nullable Object>> together(Tensor tensor) throws InvalidInput {
        if (!FLOATS.contains(String.valueOf(tensor.datatype()))) {
            throw new InvalidInput(wanted(columns));
        }
        List<?> data = flat(tensor, columns.size());
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < data.size() / columns.size(); row++) {
            Map<String, @Nullable Object> values = new HashMap<>();
            for (int at = 0; at < columns.size(); at++) {
                Column column = columns.get(at);
                values.put(column.name(), value(row, column, data.get(row * columns.size() + at)));
            }
            rows.add(values);
        }
        return rows;
    }

    /** A number; of a column of words the word in its place. */
    private static @Nullable Object value(int row, Column column, @Nullable Object number) throws InvalidInput {
        List<String> words = column.values();
        if (number != null && !(number instanceof Number)) {
            throw new InvalidInput("row[" + row + "]: '" + column.name() + "' must be a number or null");
        }
        if (number == null || words == null) {
            return number;
        }
        double place = ((Number) number).doubleValue();
        if (place != Math.rint(place) || place < 0 || place >= words.size()) {
            throw new InvalidInput("row[" + row + "]: '" + column.name() + "' must be the place of a word, 0 to "
                    + (words.size() - 1));
        }
        return words.get((int) place);
    }

    private List<Map<String, @Nullable Object>> byColumn(List<Tensor> tensors) throws InvalidInput {
        Map<String, List<?>> data = new LinkedHashMap<>();
        for (Tensor tensor : tensors) {
            if (tensor.name() == null || data.put(tensor.name(), column(tensor)) != null) {
                throw new InvalidInput(wanted(columns));
            }
        }
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        int count = data.values().iterator().next().size();
        for (int row = 0; row < count; row++) {
            Map<String, @Nullable Object> values = new HashMap<>();
            for (Map.Entry<String, List<?>> column : data.entrySet()) {
                if (column.getValue().size() != count) {
                    throw new InvalidInput("the tensors must have as many values each");
                }
                values.put(column.getKey(), column.getValue().get(row));
            }
            rows.add(values);
        }
        return rows;
    }

    private List<?> column(Tensor tensor) throws InvalidInput {
        Class<?> kind = OF_COLUMNS.get(String.valueOf(tensor.datatype()));
        List<?> data = flat(tensor, 1);
        if (kind == null || data.stream().anyMatch(value -> value != null && !kind.isInstance(value))) {
            throw new InvalidInput(wanted(columns));
        }
        return data;
    }

    private List<?> flat(Tensor tensor, int width) throws InvalidInput {
        List<?> data = TensorData.of(tensor, width);
        if (data == null) {
            throw new InvalidInput(wanted(columns));
        }
        RowInputs.requireCount(data.size() / width);
        return missing(StringTensor.of(data, Task.TABULAR));
    }

    /** What is no number is a missing value: binary forms have no null. */
    private static List<@Nullable Object> missing(List<@Nullable Object> data) {
        data.replaceAll(value -> value instanceof Number number && Double.isNaN(number.doubleValue()) ? null : value);
        return data;
    }

    static String wanted(List<Column> columns) {
        return "send either one tensor named " + ALL + ", datatype FP64 or FP32, shape [n, "
                + columns.size()
                + "], or one tensor a column, named as it is, shape [n] or [n, 1], datatype FP64, FP32,"
                + " INT64, INT32, BOOL or BYTES; null, in binary form NaN, where a value is missing";
    }
}
