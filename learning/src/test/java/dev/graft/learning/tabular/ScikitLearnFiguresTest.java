package dev.graft.learning.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The same rows by scikit-learn 1.9.1 (StandardScaler, PCA, mutual_info_score) and numpy 2.4.6 (CORAL, by eigh). */
class ScikitLearnFiguresTest {

    private static final Offset<Double> CLOSE = Offset.offset(1e-9);
    private static final Offset<Float> FLOAT = Offset.offset(1e-5f);

    private final List<TabularRow> rows = Waves.rows(40, 6);

    @Test
    void standardises_as_standard_scaler() {
        assertThat(Waves.fit(rows, "standardise@1").apply(rows.get(3)))
                .containsExactly(
                        new float[] {-0.80681266f, -1.00893818f, -0.60132077f, 0.28123746f, 1.25398834f, 1.50212232f},
                        FLOAT);
    }

    @Test
    void projects_as_pca() {
        FittedFeatures pca = Waves.fit(rows, "pca@1(components=3)");

        assertThat(pca.apply(rows.get(3))).containsExactly(new float[] {8.30875693f, 0.04123505f, -2.66788851f}, FLOAT);
        assertThat(Waves.last(pca).figures().get("varianceExplained")).isCloseTo(0.8785458828268707, CLOSE);
        assertThat(pca.names()).containsExactly("pca-1", "pca-2", "pca-3");
        assertThat(Waves.fit(rows, "pca@1(variance=0.8)").size()).isEqualTo(3);
    }

    @Test
    void projects_as_pca_where_there_are_fewer_rows_than_columns() {
        List<TabularRow> few = Waves.rows(6, 9);

        FittedFeatures pca = Waves.fit(few, "pca@1(components=3)");

        assertThat(pca.apply(few.get(3))).containsExactly(new float[] {6.22232447f, -7.32115421f, 1.95466771f}, FLOAT);
        assertThat(Waves.last(pca).figures().get("varianceExplained")).isCloseTo(0.9645689640220447, CLOSE);
    }

    @Test
    void counts_mutual_information_as_scikit_learn_does_of_the_same_bins() {
        double[] expected = {
            0.11363019652185632,
            0.4301326795281756,
            0.17444996273808108,
            0.11536073324790523,
            0.48709129490848463,
            0.11363019652185632
        };
        MutualInformation information = new MutualInformation(Waves.classes(rows), 5);

        for (int i = 0; i < expected.length; i++) {
            int column = i;
            double[] values =
                    rows.stream().mapToDouble(row -> row.values()[column]).toArray();
            assertThat(information.of(values)).isCloseTo(expected[i], CLOSE);
        }
        assertThat(Waves.fit(rows, "select-mutual-information@1(keep=3,bins=5)").names())
                .containsExactly("x2", "x3", "x5");
    }

    @Test
    void keeps_the_columns_whose_variance_numpy_finds_above_the_threshold() {
        FittedFeatures features = Waves.fit(rows, "select-variance@1(threshold=5)");

        assertThat(features.names()).containsExactly("x3", "x4", "x5", "x6");
        assertThat(Waves.last(features).dropped().keySet()).containsExactly("x1", "x2");
        assertThat(Waves.last(features).dropped().get("x2"))
                .startsWith("variance 2.0615893762355")
                .endsWith("above 5.0");
    }

    @Test
    void aligns_as_coral_by_numpy() {
        FittedFeatures coral = Waves.fit(rows, "coral@1(target=b)");

        assertThat(coral.apply(rows.get(2)))
                .containsExactly(
                        new float[] {-0.17139168f, 0.56551497f, 3.0805973f, 5.70543168f, 8.34982903f, 10.40971687f},
                        FLOAT);
        assertThat(Waves.last(coral).figures().get("coralDistanceBefore.a")).isCloseTo(1.9837083786759004, CLOSE);
        assertThat(Waves.last(coral).figures().get("coralDistanceAfter.a")).isCloseTo(0.12672079740897466, CLOSE);
    }
}
