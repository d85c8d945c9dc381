package dev.graft.predictor.serving.storage;

import dev.graft.contracts.task.Features.Column;
import dev.graft.contracts.task.Task;
import dev.graft.learning.tabular.ColumnValue;
import dev.graft.learning.tabular.TabularClassifier;
import dev.graft.learning.tabular.TabularColumn;
import dev.graft.learning.tabular.TabularRow;
import dev.graft.predictor.serving.Classifier;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.UnreadableInput;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A model of rows, whose values it reads by its own columns. */
final class OfTabular implements Classifier {
    private static final int LISTED = 10;

    private final TabularClassifier model;
    private final List<TabularColumn> read;
    private final List<Column> columns;
    private final Set<String> names;

    OfTabular(TabularClassifier model) {
        this.model = model;
        this.read = model.columns().all();
        this.columns = read.stream().map(this::shown).toList();
        this.names = read.stream().map(TabularColumn::name).collect(Collectors.toSet());
    }

    /** A number that may be missing by the task is needed where the model has no step that fills it. */
    private Column shown(TabularColumn column) {
        boolean needed = column.required() || column.values() == null && !model.fillsMissing();
        return new Column(column.name(), column.minimum(), column.maximum(), needed, column.values());
    }

    @Override
    public String modality() {
        return Task.TABULAR;
    }

    @Override
    public List<String> preparation() {
        return model.preparation();
    }

    @Override
    public List<String> labels() {
        return model.labels();
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public float[][] probabilities(List<Input> inputs) {
        return each(inputs, this::answer);
    }

    @Override
    public float[][] features(List<Input> inputs) {
        return each(inputs, row -> model.features(List.of(row))[0]);
    }

    private float[][] each(List<Input> inputs, Function<TabularRow, float[]> work) {
        float[][] results = new float[inputs.size()][];
        for (int index = 0; index < results.length; index++) {
            Input.Row row = Input.at(index, inputs, Input.Row.class);
            try {
                results[index] = work.apply(new TabularRow(values(row.values()), row.dataSource()));
            } catch (IllegalArgumentException e) {
                throw new UnreadableInput(index, String.valueOf(e.getMessage()), e);
            }
        }
        return results;
    }

    private float[] answer(TabularRow row) {
        float[] answer = model.probabilities(List.of(row))[0];
        for (float probability : answer) {
            if (Float.isNaN(probability)) {
                throw new IllegalArgumentException("its values are so large that the model's answer is no number;"
                        + " look at their units, or let the task's columns have ranges");
            }
        }
        return answer;
    }

    private double[] values(Map<String, @Nullable String> written) {
        for (String name : written.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("there is no column '" + name + "'; the model knows " + listed());
            }
        }
        double[] values = new double[read.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i, written.get(read.get(i).name()));
        }
        return values;
    }

    private double value(int place, @Nullable String written) {
        ColumnValue value = read.get(place).read(written);
        if (value instanceof ColumnValue.Wrong wrong) {
            throw new IllegalArgumentException(wrong.reason());
        }
        double number = ((ColumnValue.Right) value).number();
        Column column = columns.get(place);
        if (Double.isNaN(number) && Boolean.TRUE.equals(column.required())) {
            throw new IllegalArgumentException("the column '" + column.name()
                    + "' has no value, and no step of the model fills it; send one, or let the task begin with the"
                    + " step missing-median@1");
        }
        return number;
    }

    private String listed() {
        List<String> first =
                read.stream().limit(LISTED).map(TabularColumn::name).toList();
        return first + (read.size() > LISTED ? " and " + (read.size() - LISTED) + " more" : "");
    }

    @Override
    public void close() {
        model.close();
    }
}
