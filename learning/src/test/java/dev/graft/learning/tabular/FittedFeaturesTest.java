package dev.graft.learning.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittedFeaturesTest {

    private static final String[] EVERY_KIND = {
        "missing-median@1",
        "outliers-clip@1(deviations=4)",
        "select-variance@1",
        "select-mutual-information@1(keep=5)",
        "standardise@1",
        "standardise-per-domain@1",
        "coral@1",
        "pca@1(variance=0.99)"
    };

    private final List<TabularRow> rows = Waves.rows(60, 6);

    @TempDir
    Path folder;

    @Test
    void missing_values_become_the_median_of_the_training_rows() {
        List<TabularRow> some =
                List.of(row(1, Double.NaN), row(3, Double.NaN), row(Double.NaN, Double.NaN), row(9, Double.NaN));

        FittedFeatures median = Waves.fit(some, "missing-median@1");

        assertThat(median.fillsMissing()).isTrue();
        assertThat(Waves.fit(rows, "standardise@1").fillsMissing()).isFalse();
        assertThat(median.apply(row(Double.NaN, Double.NaN))).containsExactly(3, 0);
        assertThat(Waves.fit(some, "missing-mean@1").apply(row(Double.NaN, 7)))
                .containsExactly(new float[] {13 / 3f, 7}, within(1e-6f));
        assertThat(Waves.last(median).figures())
                .containsEntry("valuesFilled", 5.0)
                .containsEntry("columnsFilled", 2.0)
                .containsEntry("columnsEmpty", 1.0);
    }

    @Test
    void outliers_become_the_nearest_value_within_reach_and_are_counted() {
        List<TabularRow> some = IntStream.of(1, 2, 3, 4, 5, 1000)
                .mapToObj(each -> row(each, each > 3 ? 7 : 0, 5))
                .toList();

        FittedFeatures clip = Waves.fit(some, "outliers-clip@1(deviations=2)");

        // median 3.5, median distance 1.5: 3.5 ± 2 · 1.4826 · 1.5
        assertThat(clip.apply(row(1000, 7, 80))).containsExactly(new float[] {7.9478f, 7, 80}, within(1e-4f));
        assertThat(Waves.last(clip).figures())
                .containsEntry("valuesClipped", 1.0)
                .containsEntry("columnsWithoutRange", 1.0);
    }

    @Test
    void each_known_domain_is_standardised_by_its_own_moments_and_an_unknown_one_by_those_of_all_rows() {
        FittedFeatures features = Waves.fit(rows, "standardise-per-domain@1");

        for (String domain : List.of("a", "b")) {
            List<float[]> own = rows.stream()
                    .filter(row -> domain.equals(row.domain()))
                    .map(features::apply)
                    .toList();
            assertThat(own.stream().mapToDouble(row -> row[5]).average().orElseThrow())
                    .isCloseTo(0, within(1e-6));
            assertThat(own.stream()
                            .mapToDouble(row -> row[5] * row[5])
                            .average()
                            .orElseThrow())
                    .isCloseTo(1, within(1e-6));
        }
        double[] values = rows.get(0).values();
        float[] pooled = Waves.fit(rows, "standardise@1").apply(values, "a");
        assertThat(features.apply(values, "new")).containsExactly(pooled).isNotEqualTo(features.apply(values, "a"));
        assertThat(features.apply(values, null)).containsExactly(pooled);
    }

    @Test
    void a_domain_of_few_rows_counts_as_unknown() {
        List<TabularRow> some = new ArrayList<>(rows);
        rows.stream().limit(9).forEach(row -> some.add(new TabularRow(row.values(), "small")));

        FittedFeatures features = Waves.fit(some, "standardise-per-domain@1", "coral@1");

        assertThat(features.report().get(0).figures())
                .containsEntry("domainsKnown", 2.0)
                .containsEntry("domainsTooSmall", 1.0);
        assertThat(features.apply(rows.get(0).values(), "small"))
                .containsExactly(features.apply(rows.get(0).values(), null));
        assertThatThrownBy(() -> Waves.fit(some, "coral@1(target=small)"))
                .hasMessageContaining("10 training rows or more of its target, not 9");
        assertThatThrownBy(() -> Waves.fit(some, "coral@1(target=nobody)"))
                .hasMessageContaining("there are rows of [a, b, small]");
    }

    @Test
    void coral_brings_domains_nearer_to_the_target_and_leaves_the_target_as_it_is() {
        FittedFeatures features = Waves.fit(rows, "standardise@1", "coral@1(target=b,regularisation=0.001)");

        StepEffect effect = Waves.last(features);
        assertThat(effect.figures().get("coralDistanceAfter.a"))
                .isLessThan(0.01 * effect.figures().get("coralDistanceBefore.a"));
        assertThat(features.apply(rows.get(1)))
                .containsExactly(Waves.fit(rows, "standardise@1").apply(rows.get(1)));
    }

    @Test
    void a_column_that_never_varies_is_harmless() {
        List<TabularRow> some = rows.stream()
                .map(row -> new TabularRow(append(row.values(), 0.1), row.domain()))
                .toList();

        FittedFeatures features = Waves.fit(some, "standardise-per-domain@1", "coral@1", "pca@1(components=7)");

        assertThat(features.size()).as("one direction has no variance").isEqualTo(6);
        assertThat(Waves.fit(some, "standardise@1").apply(some.get(0))[6]).isCloseTo(0, within(1e-15f));
        assertThat(Waves.fit(some, "select-variance@1").names()).doesNotContain("x7");
    }

    @Test
    void the_fitted_steps_survive_json_bit_by_bit() throws IOException {
        FittedFeatures features = Waves.fit(rows, EVERY_KIND);

        features.write(folder.resolve(FittedFeatures.FILE));
        FittedFeatures read = FittedFeatures.read(folder.resolve(FittedFeatures.FILE));

        assertThat(read.toJson()).isEqualTo(features.toJson());
        assertThat(read).isEqualTo(features).hasSameHashCodeAs(features);
        assertThat(read.sha256()).isEqualTo(features.sha256()).hasSize(64);
        assertThat(read.recipe()).isEqualTo(FeatureRecipe.of(Arrays.asList(EVERY_KIND)));
        assertThat(read.report()).isEqualTo(features.report());
        for (TabularRow row : rows) {
            assertThat(read.apply(row)).isEqualTo(features.apply(row));
        }
    }

    @Test
    void the_same_rows_give_the_same_bits_and_in_another_order_the_same_up_to_rounding() {
        FittedFeatures features = Waves.fit(rows, EVERY_KIND);
        List<TabularRow> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(1));

        assertThat(Waves.fit(Waves.rows(60, 6), EVERY_KIND).sha256()).isEqualTo(features.sha256());
        FittedFeatures other = Waves.fit(shuffled, EVERY_KIND);
        for (TabularRow row : rows) {
            assertThat(other.apply(row)).containsExactly(features.apply(row), within(1e-4f));
        }
    }

    @Test
    void rows_that_are_not_fitted_on_change_nothing() {
        List<TabularRow> train = rows.subList(0, 40);
        String fitted = Waves.fit(train, EVERY_KIND).sha256();
        rows.subList(40, 60).forEach(row -> Arrays.fill(row.values(), 1e6));

        assertThat(Waves.fit(train, EVERY_KIND).sha256()).isEqualTo(fitted);
    }

    @Test
    void rows_without_label_teach_moments_but_no_choice_by_label() {
        int[] classes = Waves.classes(rows);
        int[] half = classes.clone();
        Arrays.fill(half, 30, 60, -1);
        FeatureRecipe choice = FeatureRecipe.of(List.of("select-mutual-information@1(keep=2)"));
        TabularColumns columns = TabularColumns.numbered(6);

        assertThat(choice.fit(columns, rows, half).names())
                .isEqualTo(choice.fit(columns, rows.subList(0, 30), Arrays.copyOf(classes, 30))
                        .names());
        Arrays.fill(half, -1);
        assertThatThrownBy(() -> choice.fit(columns, rows, half)).hasMessageContaining("two classes or more");
        FeatureRecipe scale = FeatureRecipe.of(List.of("standardise@1"));
        assertThat(scale.fit(columns, rows, half)).isEqualTo(scale.fit(columns, rows, classes));
    }

    @Test
    void rows_that_do_not_fit_are_refused_in_fitting_and_in_serving() {
        FittedFeatures features = Waves.fit(rows, "standardise@1");

        assertThatThrownBy(() -> features.apply(row(1, 2))).hasMessageContaining("2 values, the task has 6 columns");
        assertThatThrownBy(() -> features.apply(row(1, 2, Double.NaN, 4, 5, 6)))
                .hasMessageContaining("column 'x3' misses a value; remedy: missing-median@1");
        assertThatThrownBy(() -> features.apply(row(1, 2, 3, Double.NEGATIVE_INFINITY, 5, 6)))
                .hasMessageContaining("column 'x4' has an infinite value");
        assertThatThrownBy(() -> features.apply(row(1, 2, 3, 4, 5, 1e300)))
                .hasMessageContaining("feature 'x6' becomes")
                .hasMessageContaining("no finite float32");
        assertThatThrownBy(() -> Waves.fit(List.of(row(1, Double.NaN), row(1, 2)), "standardise@1"))
                .hasMessageContaining("column 'x2' misses a value");
        assertThatThrownBy(() -> Waves.fit(List.of(row(1, 1e200), row(1, -1e200)), "standardise@1"))
                .hasMessageContaining("not finite");
        assertThatThrownBy(() -> Waves.fit(List.of(row(1, 2)), "standardise@1")).hasMessageContaining("2 rows or more");
        assertThatThrownBy(() -> Waves.fit(List.of(row(1, 2), row(1, 2)), "select-variance@1"))
                .hasMessageContaining("no column varies as much");
        assertThatThrownBy(() -> Waves.fit(List.of(row(1, 2), row(1, 2)), "pca@1(components=1)"))
                .hasMessageContaining("no column varies");
    }

    @Test
    void what_would_take_too_much_memory_is_refused_with_the_remedy() {
        List<TabularRow> wide = Waves.rows(20, 2_001);

        assertThatThrownBy(() -> Waves.fit(wide, "coral@1"))
                .hasMessageContaining("aligns 2000 columns at most, not 2001")
                .hasMessageContaining("select-mutual-information@1(keep=2000)");
        assertThat(Waves.fit(wide, "pca@1(components=30)").size()).isEqualTo(19);
        List<TabularRow> many = Collections.nCopies(10_001, new TabularRow(new double[5_000], null));
        assertThatThrownBy(() -> FeatureRecipe.of(List.of("standardise@1"))
                        .fit(TabularColumns.numbered(5_000), many, new int[10_001]))
                .hasMessageContaining("fit on a sample");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "graft-tabular-features@1 | graft-tabular-features@9 | the format is 'graft-tabular-features@9'",
                "\"step\":\"standardise@1\" | \"step\":\"standardise@7\" | there is no feature step 'standardise@7'",
                "\"deviation\":[ | \"deviation\":[1.0, | mean and deviation must have the same length",
                "\"deviation\":[ | \"deviation\":[\"NaN\"], \"old\":[ | deviation holds something that is no number",
                "\"deviation\":[ | \"deviation\":[NaN], \"old\":[ | not the JSON of fitted features",
                "\"mean\":[ | \"mean\":[1e999], \"old\":[ | mean holds a number that is not finite",
                "\"mean\":[ | \"mean\":[], \"old\":[ | mean must be an array",
                "\"deviation\":[ | \"deviation\":[0,0,0], \"old\":[ | deviation must be above 0",
                "{\"name\":\"x1\",\"required\":false}, | '' | standardise@1 was fitted on 3 columns, the step before it gives 2",
                "{\"name\":\"x1\",\"required\":false} | null | columns, fittedOn or steps are missing",
                "\"fittedOn\":60 | \"fittedOn\":60,\"fittedOn\":60 | Duplicate field",
                "\"matrix\":[ | \"matrix\":[\"AAAA\", | holds a part of a number",
                "\"matrix\":[ | \"matrix\":[\"?\", | is no base64",
                "\"matrix\":[ | \"matrix\":[\"AAAAAAAA8H8=\", | matrix holds a number that is not finite: Infinity",
                "\"matrix\":[ | \"matrix\":[\"AAAAAAAAAAA=\", | rows of different lengths",
                "\"effect\":{ | \"effect\":{\"unknown\":1, | not the JSON of fitted features"
            })
    void broken_json_is_refused_with_what_is_wrong(String text, String instead, String reason) {
        List<TabularRow> three = Waves.rows(60, 3);
        String json = new String(
                Waves.fit(three, "standardise@1", "pca@1(components=2)").toJson(), StandardCharsets.UTF_8);
        assertThat(json).contains(text);
        byte[] broken = json.replaceFirst(Pattern.quote(text), instead).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> FittedFeatures.of(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void a_file_that_is_cut_or_empty_is_refused() throws IOException {
        byte[] json = Waves.fit(rows, "pca@1(components=2)").toJson();
        Path file = Files.write(folder.resolve("features.json"), Arrays.copyOf(json, json.length / 2));

        assertThatThrownBy(() -> FittedFeatures.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("JSON");
        assertThatThrownBy(() -> FittedFeatures.of(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FittedFeatures.read(folder.resolve("none"))).isInstanceOf(IOException.class);
    }

    private static TabularRow row(double... values) {
        return new TabularRow(values, null);
    }

    private static double[] append(double[] values, double last) {
        double[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = last;
        return longer;
    }
}
