package dev.graft.learning.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.NearestNeighbours;
import java.util.Arrays;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class TransferComponentsTest {

    private final DomainPair pair = Domains.shifted(90, 6, 14, 1);

    @Test
    void components_bring_the_domains_means_together() {
        double before = distance(TransferComponents.UNIT_LENGTH);

        double after =
                distance(TransferComponents.tca(new Kernel.Linear(), 3, 1e-3).fit(pair));

        assertThat(after).isLessThan(before / 2);
    }

    @Test
    void what_was_moved_is_found_again_with_either_kernel() {
        double plain = accuracy(FeatureAdaptation.NONE);

        assertThat(plain).isLessThan(0.6);
        assertThat(accuracy(TransferComponents.tca(new Kernel.Linear(), 3, 1e-3)))
                .isGreaterThan(plain + 0.2);
        assertThat(accuracy(TransferComponents.tca(new Kernel.Gaussian(0), 5, 1e-3)))
                .isGreaterThan(plain + 0.1);
    }

    @Test
    void guesses_that_are_mostly_right_make_the_classes_meet() {
        DomainPair near = Domains.shifted(90, 6, 2, 1);
        FeatureAdaptation jda = TransferComponents.jda(new Kernel.Linear(), 3, 0.1, 5);

        int[] answers =
                new AdaptThenLearn(jda, new NearestNeighbours(1)).fit(near).targetAnswers(near.target());

        assertThat(Domains.accuracy(answers)).isGreaterThan(0.9);
    }

    @Test
    void the_same_rows_give_the_same_components() {
        FeatureAdaptation jda = TransferComponents.jda(new Kernel.Gaussian(0), 4, 0.1, 3);

        FeatureVectors first = jda.fit(pair).target().apply(pair.target());
        FeatureVectors second = jda.fit(pair).target().apply(pair.target());

        assertThat(first.toRows()).isDeepEqualTo(second.toRows());
    }

    @Test
    void rows_of_one_value_and_a_class_that_nobody_guesses_are_borne() {
        DomainPair constant = new DomainPair(pair.source(), FeatureVectors.of(new double[90][6]));

        Adapted maps = TransferComponents.jda(new Kernel.Linear(), 3, 1, 3).fit(constant);

        assertThat(Arrays.stream(maps.target().apply(constant.target()).toRows())
                        .flatMapToDouble(Arrays::stream))
                .allMatch(Double::isFinite);
    }

    @Test
    void landmarks_that_are_all_rows_give_the_kernel_itself() {
        FeatureVectors rows = Domains.shifted(40, 3, 0, 5).target();
        Kernel.Gaussian kernel = new Kernel.Gaussian(1.5);
        DMatrixRMaj exact = kernel.values(RowMath.matrix(rows), RowMath.matrix(rows));

        FeatureVectors features =
                KernelSpace.nystroem(kernel, rows, 40, new Random(1)).apply(rows);

        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 40; j++) {
                assertThat(features.dot(i, features.row(j))).isCloseTo(exact.get(i, j), within(1e-6));
            }
        }
    }

    @Test
    void many_rows_are_seen_through_landmarks() {
        DomainPair many = Domains.shifted(2_700, 6, 14, 1);

        Adapted maps = TransferComponents.tca(new Kernel.Gaussian(0), 5, 1e-3).fit(many);

        assertThat(maps.target().apply(many.target()).width()).isEqualTo(5);
        assertThat(KernelSpace.of(new Kernel.Gaussian(0), many.union(), 1)
                        .apply(many.target())
                        .width())
                .isLessThanOrEqualTo(KernelSpace.LANDMARKS);
    }

    @Test
    void settings_without_sense_are_refused() {
        assertThatThrownBy(() -> TransferComponents.tca(new Kernel.Linear(), 0, 1))
                .hasMessageContaining("component");
        assertThatThrownBy(() -> TransferComponents.tca(new Kernel.Linear(), 1, 0))
                .hasMessageContaining("ridge");
        assertThatThrownBy(() -> TransferComponents.jda(new Kernel.Linear(), 1, 1, 0))
                .hasMessageContaining("round");
        assertThatThrownBy(() -> new Kernel.Gaussian(-1)).hasMessageContaining("kernel");
    }

    private double distance(Adapted maps) {
        double[] source = RowMath.mean(maps.source().apply(pair.source().rows()).toRows());
        RowMath.addTo(
                source, -1, RowMath.mean(maps.target().apply(pair.target()).toRows()));
        return Math.sqrt(RowMath.dot(source, source));
    }

    private double accuracy(FeatureAdaptation adaptation) {
        return Domains.accuracy(new AdaptThenLearn(adaptation, new NearestNeighbours(1))
                .fit(pair)
                .targetAnswers(pair.target()));
    }
}
