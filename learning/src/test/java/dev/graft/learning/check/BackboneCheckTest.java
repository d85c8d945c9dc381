package dev.graft.learning.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BackboneCheckTest {

    private static final List<String> LABELS = List.of("a", "b", "c");
    private static final int[] TRUTH =
            IntStream.range(0, 240).map(row -> row % 3).toArray();
    private static final CheckSettings SETTINGS = CheckSettings.standard(1);

    @Test
    void ranks_backbones_by_what_their_features_tell_about_the_labels() {
        // given
        Candidate good = Candidate.of("good", telling(2, 16));
        Candidate fair = Candidate.of("fair", telling(0.8, 64));
        Candidate wrong = Candidate.of("wrong", telling(0, 32));
        Candidate untrained = Candidate.of("words", telling(0.5, 16));

        // when
        BackboneRanking ranking = check(List.of(wrong, good, fair), untrained);

        // then
        assertThat(ranking.candidates().stream().map(CandidateScore::name)).containsExactly("good", "fair", "wrong");
        assertThat(ranking.candidates().stream().map(CandidateScore::transfer))
                .containsExactly(Transfer.HELPS, Transfer.HELPS, Transfer.HURTS);
        assertThat(ranking.best().score().accuracy()).isGreaterThan(0.97);
        assertThat(ranking.best().score().rocAuc().getAsDouble()).isGreaterThan(0.99);
        assertThat(ranking.candidates().get(2).score().rocAuc().getAsDouble()).isCloseTo(0.5, within(0.1));
        assertThat(ranking.majority().accuracy()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(ranking.majority().rocAuc()).hasValue(0.5);
        assertThat(ranking.sentence())
                .startsWith("good suits this task best of 3 backbones: a probe on it reaches a macro F1 of ")
                .contains("where words reach 0.", "to transfer from wrong would hurt")
                .endsWith("(5 folds over 240 rows).");
    }

    @Test
    void a_listener_sees_every_fold_and_can_end_the_check() {
        List<String> seen = new ArrayList<>();
        CheckListener ending = name -> {
            seen.add(name);
            if (seen.size() == 7) {
                throw new CancellationException("enough");
            }
        };
        BackboneCheck check = new BackboneCheck(SETTINGS);
        List<Candidate> candidates = List.of(Candidate.of("good", telling(2, 16)));

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(
                        () -> check.run(candidates, Candidate.of("words", telling(0.5, 16)), TRUTH, LABELS, ending));

        assertThat(seen).containsExactly("words", "words", "words", "words", "words", "good", "good");
    }

    @Test
    void says_so_where_no_backbone_is_better_than_none() {
        FeatureExtractor same = telling(0.7, 16);

        BackboneRanking even = check(List.of(Candidate.of("twin", same)), Candidate.of("words", same));
        Candidate words = Candidate.of("words", telling(2, 16));
        Candidate wrong = Candidate.of("wrong", telling(0, 16));
        BackboneRanking worse = check(List.of(wrong), words);
        BackboneRanking allWorse = check(List.of(wrong, Candidate.of("also wrong", telling(0, 32))), words);

        assertThat(even.best().transfer()).isEqualTo(Transfer.UNCLEAR);
        assertThat(even.best().gain()).isEqualTo(new PairedGain(0, 0, 0));
        assertThat(even.sentence()).startsWith("twin does not clearly help with this task: a probe on it reaches");
        assertThat(worse.best().transfer()).isEqualTo(Transfer.HURTS);
        assertThat(worse.best().gain().high()).isNegative();
        assertThat(worse.sentence()).startsWith("wrong makes this task harder: a probe on it reaches");
        assertThat(allWorse.sentence()).startsWith("Every one of 2 backbones makes this task harder: the best, ");
    }

    @Test
    void no_scale_or_width_of_features_is_favoured() {
        // given: the same knowledge in other units, and repeated
        FeatureExtractor plain = telling(0.8, 16);
        FeatureExtractor huge = rows -> map(plain.extract(rows), value -> 1e6f * value - 3e6f);
        FeatureExtractor wide = rows -> Arrays.stream(plain.extract(rows))
                .map(row -> {
                    float[] twice = Arrays.copyOf(row, 2 * row.length);
                    System.arraycopy(row, 0, twice, row.length, row.length);
                    return twice;
                })
                .toArray(float[][]::new);
        Candidate untrained = Candidate.of("words", telling(0, 16));

        // when
        BackboneRanking ranking = check(
                List.of(Candidate.of("plain", plain), Candidate.of("huge", huge), Candidate.of("wide", wide)),
                untrained);

        // then
        assertThat(ranking.candidates())
                .allSatisfy(candidate -> assertThat(candidate.score().accuracy())
                        .isCloseTo(ranking.best().score().accuracy(), within(0.01)));
    }

    @Test
    void the_same_check_has_the_same_outcome_whatever_the_order_of_the_candidates() {
        Candidate one = Candidate.of("one", telling(1, 16));
        Candidate two = Candidate.of("two", telling(0.9, 16));
        Candidate untrained = Candidate.of("words", telling(0.2, 16));

        assertThat(check(List.of(one, two), untrained)).isEqualTo(check(List.of(two, one), untrained));
    }

    @Test
    void uses_no_more_rows_than_it_may_and_says_so() {
        // given
        int[] asked = {0};
        FeatureExtractor counting = rows -> {
            asked[0] = Math.max(asked[0], rows.length);
            return telling(1, 40).extract(rows);
        };
        Candidate untrained = Candidate.of("words", telling(0, 16));

        // when
        BackboneRanking fewRows = new BackboneCheck(new CheckSettings(5, 90, 1_000_000, 16, 1))
                .run(List.of(Candidate.of("x", counting)), untrained, TRUTH, LABELS);
        BackboneRanking fewValues = new BackboneCheck(new CheckSettings(5, 200, 2_400, 16, 1))
                .run(List.of(Candidate.of("x", telling(1, 40))), untrained, TRUTH, LABELS);

        // then
        assertThat(asked[0]).isEqualTo(90);
        assertThat(fewRows.rows()).isEqualTo(90);
        assertThat(fewRows.rowsGiven()).isEqualTo(240);
        assertThat(fewRows.sentence()).endsWith("(5 folds over 90 of 240 rows).");
        assertThat(fewValues.rows()).isEqualTo(60);
    }

    @Test
    void a_label_with_one_row_or_none_does_not_stop_it() {
        int[] truth = TRUTH.clone();
        Arrays.setAll(truth, row -> row == 7 ? 2 : row % 2);

        BackboneRanking ranking = new BackboneCheck(SETTINGS)
                .run(
                        List.of(Candidate.of("x", telling(2, 16))),
                        Candidate.of("words", telling(0, 16)),
                        truth,
                        List.of("a", "b", "rare", "unused"));

        assertThat(ranking.rows()).isEqualTo(240);
        assertThat(ranking.best().score().macroF1()).isLessThan(0.7);
    }

    @Test
    void hands_on_how_a_backbone_does_its_own_task() {
        SourceTaskCheck own = SourceTaskCheck.of(
                "tags",
                "held-out tags",
                new int[] {0, 1},
                new float[][] {{0.75f, 0.25f}, {0.5f, 0.5f}},
                List.of("x", "y"));
        Candidate candidate = new Candidate("x", telling(1, 16), Optional.of(own));

        BackboneRanking ranking = check(List.of(candidate), Candidate.of("words", telling(0, 16)));

        assertThat(own).isEqualTo(new SourceTaskCheck("tags", "held-out tags", 2, 0.5, 1 / 3.0, OptionalDouble.of(1)));
        assertThat(ranking.best().sourceTask()).contains(own);
    }

    @Test
    void names_what_is_wrong_with_its_arguments() {
        Candidate fine = Candidate.of("fine", telling(1, 16));
        int[] oneLabel = new int[240];

        assertRefused(() -> check(List.of(), fine), "no backbone");
        assertRefused(() -> new BackboneCheck(SETTINGS).run(List.of(fine), fine, oneLabel, LABELS), "two labels");
        assertRefused(
                () -> new BackboneCheck(SETTINGS).run(List.of(fine), fine, new int[] {0, 0, 9}, LABELS), "class 9");
        assertRefused(() -> checkFeatures(rows -> new float[1][3]), "bad gives 1 rows of features for 240 rows");
        assertRefused(
                () -> checkFeatures(rows -> map(new float[rows.length][2], value -> Float.NaN)), "the feature NaN");
        assertRefused(
                () -> checkFeatures(rows -> IntStream.range(0, rows.length)
                        .mapToObj(i -> new float[1 + i % 2])
                        .toArray(float[][]::new)),
                "bad gives row 1 2 features, and others 1");
        assertRefused(() -> new CheckSettings(1, 100, 10_000, 1, 1), "2 to 20 folds");
    }

    private static void checkFeatures(FeatureExtractor features) {
        check(List.of(Candidate.of("bad", features)), Candidate.of("words", telling(0, 4)));
    }

    private static BackboneRanking check(List<Candidate> candidates, Candidate untrained) {
        return new BackboneCheck(SETTINGS).run(candidates, untrained, TRUTH, LABELS);
    }

    /** Random features of which four lean to the row's label by {@code strength} standard deviations. */
    private static FeatureExtractor telling(double strength, int width) {
        return rows -> {
            float[][] features = new float[rows.length][width];
            for (int i = 0; i < rows.length; i++) {
                Random random = new Random(31L * rows[i] + width);
                for (int column = 0; column < width; column++) {
                    double lean = column / 4 == rows[i] % 3 ? strength : 0;
                    features[i][column] = (float) (lean + random.nextGaussian());
                }
            }
            return features;
        };
    }

    private static float[][] map(float[][] features, DoubleUnaryOperator change) {
        for (float[] row : features) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) change.applyAsDouble(row[i]);
            }
        }
        return features;
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
    }
}
