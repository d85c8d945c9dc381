package dev.graft.predictor;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.tabular.FeatureRecipe;
import dev.graft.learning.tabular.FittedFeatures;
import dev.graft.learning.tabular.TabularClassifierFolder;
import dev.graft.learning.tabular.TabularColumn;
import dev.graft.learning.tabular.TabularColumns;
import dev.graft.learning.tabular.TabularHead;
import dev.graft.learning.tabular.TabularRow;
import dev.graft.learning.tensor.HostTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Real models of rows from a meadow, where petals are 1 to 3 long, and from a greenhouse, where they are 5 to 7 long. A head
 * that somebody wrote down says of a petal that is long for where it comes from that it is {@link #LARGE}.
 */
public final class TinyRows {
    public static final String MEADOW = "meadow";
    public static final String GREENHOUSE = "greenhouse";
    public static final String SMALL = "small";
    public static final String LARGE = "large";

    private static final TabularColumns COLUMNS = new TabularColumns(List.of(
            new TabularColumn("petal length", 0.0, 10.0, true, null),
            TabularColumn.named("petal width"),
            new TabularColumn("colour", null, null, false, List.of("red", "green", "blue"))));
    private static final int ROWS_OF_EACH = 12;

    private TinyRows() {}

    /** A model with these steps, written into a folder; it looks at the petals' length alone. */
    public static Path write(Path folder, float weight, String... steps) throws IOException {
        return write(folder, HeadKind.CLASSES, weight, steps);
    }

    /** One whose outputs are numbers. */
    public static Path writeRegression(Path folder) throws IOException {
        return write(folder, HeadKind.NUMBERS, 1, "missing-median@1");
    }

    private static Path write(Path folder, HeadKind kind, float weight, String... steps) throws IOException {
        FittedFeatures features = FeatureRecipe.of(List.of(steps)).fit(COLUMNS, rows(), new int[2 * ROWS_OF_EACH]);
        TabularClassifierFolder fresh = TabularHead.on(features, List.of(SMALL, LARGE), kind, 1);
        TreeMap<String, HostTensor> head = new TreeMap<>(fresh.head());
        float[] weights = new float[2 * features.size()];
        weights[0] = -weight;
        weights[features.size()] = weight;
        head.put(ClassifierConfig.HEAD_WEIGHT, HostTensor.of(new Shape(2, features.size()), weights));
        new TabularClassifierFolder(fresh.config(), features, head).write(folder);
        return folder;
    }

    private static List<TabularRow> rows() {
        List<TabularRow> rows = new ArrayList<>();
        for (int i = 0; i < ROWS_OF_EACH; i++) {
            double size = 2.0 * i / (ROWS_OF_EACH - 1);
            rows.add(new TabularRow(new double[] {1 + size, size, i % 3}, MEADOW));
            rows.add(new TabularRow(new double[] {5 + size, 3 * size, i % 3}, GREENHOUSE));
        }
        return rows;
    }
}
