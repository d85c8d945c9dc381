package dev.graft.learning.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.LabelledVectors;
import dev.graft.learning.classic.LinearSvm;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class AlignmentTest {

    private final DomainPair pair = Domains.shifted(120, 5, 14, 3);

    @Test
    void scaling_gives_each_domain_mean_0_and_deviation_1_and_constants_0() {
        double[][] rows = pair.target().toRows();
        Arrays.stream(rows).forEach(row -> row[1] = 7);
        DomainPair constant = new DomainPair(pair.source(), FeatureVectors.of(rows));

        Adapted maps = new DomainScaling(false).fit(constant);

        double[][] scaled = maps.target().apply(constant.target()).toRows();
        for (int i = 0; i < 5; i++) {
            int column = i;
            double mean = Arrays.stream(scaled)
                    .mapToDouble(row -> row[column])
                    .average()
                    .orElseThrow();
            double square = Arrays.stream(scaled)
                    .mapToDouble(row -> row[column] * row[column])
                    .average()
                    .orElseThrow();
            assertThat(mean).isCloseTo(0, within(1e-12));
            assertThat(square).isCloseTo(i == 1 ? 0 : 1, within(1e-9));
        }
    }

    @Test
    void subspaces_of_one_domain_twice_are_that_domains_principal_components() {
        DomainPair twice = new DomainPair(pair.source(), pair.source().rows());

        Adapted maps = new SubspaceAlignment(2).fit(twice);

        double[][] source = maps.source().apply(twice.target()).toRows();
        double[][] target = maps.target().apply(twice.target()).toRows();
        for (int row = 0; row < source.length; row++) {
            assertThat(source[row]).containsExactly(target[row], within(1e-9));
        }
    }

    @Test
    void correlation_alignment_gives_the_source_the_targets_covariance() {
        double[][] stretched = pair.target().toRows();
        for (double[] row : stretched) {
            row[0] = 5 * row[0] + row[1];
        }
        DomainPair other = new DomainPair(pair.source(), FeatureVectors.of(stretched));

        Adapted maps = new CorrelationAlignment(1e-6).fit(other);

        DMatrixRMaj source = covariance(maps.source().apply(other.source().rows()));
        DMatrixRMaj target = covariance(maps.target().apply(other.target()));
        for (int i = 0; i < source.data.length; i++) {
            assertThat(source.data[i]).isCloseTo(target.data[i], within(1e-3));
        }
    }

    @Test
    void each_way_finds_again_what_was_moved() {
        double plain = accuracy(FeatureAdaptation.NONE);

        assertThat(plain).isLessThan(0.6);
        assertThat(accuracy(new DomainScaling(false))).isGreaterThan(0.9);
        assertThat(accuracy(new SubspaceAlignment(3))).isGreaterThan(0.9);
        assertThat(accuracy(new CorrelationAlignment(1))).isGreaterThan(0.9);
        assertThat(accuracy(new DomainScaling(false).then(new SubspaceAlignment(3))))
                .isGreaterThan(0.9);
    }

    @Test
    void domains_of_different_features_are_refused() {
        FeatureVectors narrow = FeatureVectors.of(new double[10][3]);
        LabelledVectors source = pair.source();

        assertThatThrownBy(() -> new DomainPair(source, narrow)).hasMessageContaining("fit one feature space");
        assertThatThrownBy(() -> new DomainPair(source, FeatureVectors.of(new double[1][5])))
                .hasMessageContaining("two rows");
        assertThatThrownBy(() -> new SubspaceAlignment(0)).hasMessageContaining("component");
    }

    private double accuracy(FeatureAdaptation adaptation) {
        return Domains.accuracy(
                new AdaptThenLearn(adaptation, new LinearSvm(1)).fit(pair).targetAnswers(pair.target()));
    }

    private static DMatrixRMaj covariance(FeatureVectors vectors) {
        double[][] rows = vectors.toRows();
        double[] mean = RowMath.mean(rows);
        Arrays.stream(rows).forEach(row -> RowMath.addTo(row, -1, mean));
        DMatrixRMaj scatter = RowMath.scatter(new DMatrixRMaj(rows));
        for (int i = 0; i < scatter.data.length; i++) {
            scatter.data[i] /= rows.length - 1;
        }
        return scatter;
    }
}
