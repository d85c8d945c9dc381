package dev.graft.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DriftReportTest {

    private static final DriftSettings SETTINGS = new DriftSettings(0.05, 199, 500, 200, 100, 9, 1);
    private static final float[][] NO_FEATURES = {};

    @Test
    void an_unchanged_batch_has_not_drifted() {
        Random random = new Random(1);

        DriftReport report = report(sample(300, 0, random), sample(80, 0, random));

        assertThat(report.verdict()).isEqualTo(DriftVerdict.NONE);
        assertThat(report.domain()).isEqualTo(DomainDistance.NEAR);
        assertThat(report.findings().stream().map(finding -> finding.shift().aspect()))
                .containsExactly("labels", "length", "features");
        assertThat(report.sentence())
                .startsWith(
                        "Nothing changed beyond chance, at the level 0.05. Beside the reference, the domain is near:");
        assertThat(report.findings().get(2).sentence()).startsWith("features: no change beyond chance (p = ");
        assertThat(report.notCompared()).isEmpty();
    }

    @Test
    void a_shifted_batch_is_told_aspect_by_aspect() {
        Random random = new Random(2);

        DriftReport report = report(sample(300, 0, random), sample(80, 2, random));

        assertThat(report.verdict()).isEqualTo(DriftVerdict.DRIFTED);
        assertThat(report.domain()).isEqualTo(DomainDistance.FAR);
        assertThat(report.findings()).allMatch(DriftFinding::drifted);
        assertThat(report.sentence())
                .startsWith("The batch drifted: label '")
                .contains("'length' has the median ", "the features lie elsewhere", "the domain is far");
    }

    @Test
    void texts_are_compared_by_labels_lengths_and_words() {
        List<String> reference = Collections.nCopies(40, "where is my card");
        List<String> batch = Collections.nCopies(20, "my crypto wallet was emptied last night by somebody");

        DriftReport report = DriftReport.of(
                DataSample.ofTexts(reference, Collections.nCopies(40, "card"), NO_FEATURES),
                DataSample.ofTexts(batch, Collections.nCopies(20, "crypto"), NO_FEATURES),
                SETTINGS,
                DriftListener.SILENT);

        assertThat(report.sentence())
                .isEqualTo("The batch drifted: label 'crypto' is new with 100.0 %, label 'card' is gone from 100.0 %"
                        + " (p < 0.001); 'words a text' has the median 9, and had 4 (largest gap 1.00) (p < 0.001).");
        assertThat(report.findings().get(2).corrected()).isEmpty();
        assertThat(report.findings().get(2).sentence()).contains("of the words are new", "'crypto' (20)");
        assertThat(report.domain()).isEqualTo(DomainDistance.UNKNOWN);
    }

    @Test
    void says_what_only_one_side_has() {
        Random random = new Random(3);
        DataSample reference = sample(50, 0, random);
        DataSample unlabelled = sample(50, 0, random).unlabelled();
        DataSample other = new DataSample(
                new TreeMap<>(),
                new TreeMap<>(Map.of("price", new double[] {1}, "length", new double[] {2})),
                WordCounts.of(List.of("word")),
                new float[1][4]);

        assertThat(report(reference, unlabelled).notCompared())
                .containsExactly("labels: 50 in the reference and 0 in the batch, where 1 are needed");
        assertThat(report(reference, other).notCompared())
                .containsExactly(
                        "labels: 50 in the reference and 0 in the batch, where 1 are needed",
                        "'price': 0 in the reference and 1 in the batch, where 1 are needed",
                        "words: 0 in the reference and 1 in the batch, where 1 are needed",
                        "features: 50 in the reference and 1 in the batch, where 2 are needed",
                        "the distance: 50 in the reference and 1 in the batch, where 10 are needed");
    }

    @Test
    void refuses_samples_of_which_nothing_can_be_tested() {
        DataSample nothing = new DataSample(new TreeMap<>(), new TreeMap<>(), WordCounts.NONE, NO_FEATURES);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> report(nothing, sample(50, 0, new Random(1))))
                .withMessageContaining("nothing to test");
    }

    @Test
    void the_same_inputs_and_seed_give_the_same_report() {
        DataSample reference = sample(200, 0, new Random(1));
        DataSample batch = sample(60, 0.2, new Random(2));

        assertThat(report(reference, batch)).isEqualTo(report(reference, batch));
    }

    @Test
    void several_tests_are_corrected_for_each_other() {
        assertThat(Holm.adjusted(new double[] {0.01, 0.04, 0.03, 0.005}, new double[] {1, 1, 1, 1}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, within(1e-12));
        assertThat(Holm.adjusted(new double[] {0.6, 0.7}, new double[] {1, 1}))
                .containsExactly(new double[] {1, 1}, within(1e-12));
        assertThat(Holm.adjusted(new double[0], new double[0])).isEmpty();
    }

    @Test
    void a_test_of_half_the_weight_needs_half_the_chance() {
        assertThat(Holm.adjusted(new double[] {0.01, 0.01, 0.01}, new double[] {1, 0.5, 0.5}))
                .containsExactly(new double[] {0.02, 0.02, 0.02}, within(1e-12));
        assertThat(Holm.adjusted(new double[] {0.001, 0.0001}, new double[] {1, 0.01}))
                .as("the test of little weight comes last")
                .containsExactly(new double[] {0.00101, 0.00101}, within(1e-12));
    }

    @Test
    void many_unchanged_numbers_do_not_hide_other_features() {
        Random random = new Random(5);
        SortedMap<String, double[]> before = new TreeMap<>();
        SortedMap<String, double[]> now = new TreeMap<>();
        for (int column = 0; column < 100; column++) {
            before.put("x" + column, random.doubles(300).toArray());
            now.put("x" + column, random.doubles(200).toArray());
        }

        DriftReport report = DriftReport.of(
                new DataSample(new TreeMap<>(), before, WordCounts.of(List.of()), features(random, 300, 0)),
                new DataSample(new TreeMap<>(), now, WordCounts.of(List.of()), features(random, 200, 1)),
                DriftSettings.standard(1).withoutDistance(),
                DriftListener.SILENT);

        assertThat(report.findings().stream()
                        .filter(DriftFinding::drifted)
                        .map(finding -> finding.shift().aspect()))
                .containsExactly("features");
    }

    private static float[][] features(Random random, int rows, float shift) {
        float[][] features = new float[rows][4];
        for (float[] row : features) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) random.nextGaussian() + shift;
            }
        }
        return features;
    }

    /** The central 99.9 % of Binomial(400, 0.05) are 7 to 36 alarms. */
    @Test
    void of_400_unchanged_batches_no_more_raise_an_alarm_than_the_level_allows() {
        Map<String, Integer> alarms = alarms(400, 0);

        assertThat(alarms.keySet()).contains("labels", "length", "features", "report");
        assertThat(alarms)
                .allSatisfy((aspect, count) -> assertThat(count).as(aspect).isBetween(7, 36));
    }

    @Test
    void shifted_batches_raise_an_alarm() {
        Map<String, Integer> alarms = alarms(100, 0.8);

        assertThat(alarms.get("features")).isGreaterThanOrEqualTo(98);
        assertThat(alarms.get("length")).isGreaterThanOrEqualTo(90);
        assertThat(alarms.get("labels")).isGreaterThanOrEqualTo(60);
        assertThat(alarms.get("report")).isEqualTo(100);
    }

    @Test
    void settings_name_what_is_out_of_range() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DriftSettings(0.01, 199, 100, 100, 0, 1, 1))
                .withMessageContaining("at least 10 / level - 1 permutations");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DriftSettings(0.05, 199, 1, 100, 0, 1, 1))
                .withMessageContaining("2 rows of features");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DriftSettings(0.05, 199, 100, 100, 5, 1, 1))
                .withMessageContaining("10 rows of each domain");
        assertThat(DriftSettings.standard(1).withLevel(0.001).permutations()).isEqualTo(9_999);
    }

    /** Alarms of each test by itself at 0.05, and of the corrected reports. */
    private static Map<String, Integer> alarms(int batches, double shift) {
        Random random = new Random(11);
        Map<String, Integer> alarms = new HashMap<>();
        for (int i = 0; i < batches; i++) {
            DriftReport report = DriftReport.of(
                    sample(120, 0, random),
                    sample(40, shift, random),
                    SETTINGS.withoutDistance(),
                    DriftListener.SILENT);
            for (DriftFinding finding : report.findings()) {
                boolean alarm = finding.shift().chance().orElseThrow() <= 0.05;
                alarms.merge(finding.shift().aspect(), alarm ? 1 : 0, Integer::sum);
            }
            alarms.merge("report", report.verdict() == DriftVerdict.DRIFTED ? 1 : 0, Integer::sum);
        }
        return alarms;
    }

    private static DriftReport report(DataSample reference, DataSample batch) {
        return DriftReport.of(reference, batch, SETTINGS, DriftListener.SILENT);
    }

    private static DataSample sample(int rows, double shift, Random random) {
        return new DataSample(
                Drawn.labels(rows, 12, 1 - shift, random),
                new TreeMap<>(Map.of("length", Drawn.numbers(rows, shift, random))),
                WordCounts.NONE,
                Drawn.features(rows, 4, shift, random));
    }
}
