package dev.graft.learning.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.learning.check.LogisticProbe;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Learns from one source of pictures and answers on another; {@code benchmarks/run learning tabular} measures more. */
class CrossDomainTest {

    @Test
    void standardising_per_domain_and_aligning_carry_over_to_another_domain() {
        OfficeCaltech data = OfficeCaltech.of("dslr", "webcam");

        FittedFeatures together = fit(data, "standardise@1", "pca@1(components=100)");
        FittedFeatures apart = fit(data, "standardise-per-domain@1", "pca@1(components=100)");
        FittedFeatures aligned =
                fit(data, "standardise-per-domain@1", "pca@1(components=100)", "coral@1(target=webcam)");

        double plain = accuracy(data, together);
        assertThat(accuracy(data, apart)).as("per domain").isGreaterThan(plain);
        assertThat(accuracy(data, aligned)).as("aligned").isGreaterThan(plain);
        StepEffect effect = Waves.last(aligned);
        assertThat(effect.figures().get("coralDistanceAfter.dslr"))
                .isLessThan(0.2 * effect.figures().get("coralDistanceBefore.dslr"));
    }

    @Test
    void what_the_other_domain_is_labelled_as_changes_no_step() {
        OfficeCaltech data = OfficeCaltech.of("dslr", "webcam");
        OfficeCaltech relabelled = new OfficeCaltech(data.rows(), data.classes().clone());
        int webcam = (int) data.rows().stream()
                .takeWhile(row -> "dslr".equals(row.domain()))
                .count();
        Arrays.fill(relabelled.classes(), webcam, relabelled.classes().length, 3);
        String[] steps = {"select-mutual-information@1(keep=50)", "standardise-per-domain@1"};

        assertThat(fit(relabelled, steps)).isEqualTo(fit(data, steps));
    }

    private static FittedFeatures fit(OfficeCaltech data, String... steps) {
        return FeatureRecipe.of(List.of(steps))
                .fit(TabularColumns.numbered(OfficeCaltech.WIDTH), data.rows(), data.classesOf("dslr"));
    }

    /** Learnt from the pictures of one camera, on those of the other. */
    private static double accuracy(OfficeCaltech data, FittedFeatures features) {
        int[] known = data.classesOf("dslr");
        float[][] rows = data.rows().stream().map(features::apply).toArray(float[][]::new);
        int[] train =
                IntStream.range(0, known.length).filter(i -> known[i] >= 0).toArray();
        LogisticProbe probe = LogisticProbe.fit(
                Arrays.stream(train).mapToObj(i -> rows[i]).toArray(float[][]::new),
                Arrays.stream(train).map(i -> known[i]).toArray(),
                10,
                1);
        int[] test = IntStream.range(0, known.length).filter(i -> known[i] < 0).toArray();
        long right = Arrays.stream(test)
                .filter(i -> best(probe.probabilities(rows[i])) == data.classes()[i])
                .count();
        return (double) right / test.length;
    }

    private static int best(float[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .reduce(0, (one, other) -> probabilities[other] > probabilities[one] ? other : one);
    }
}
