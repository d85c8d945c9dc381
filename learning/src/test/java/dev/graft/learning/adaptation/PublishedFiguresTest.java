package dev.graft.learning.adaptation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.LabelledVectors;
import dev.graft.learning.classic.NearestNeighbours;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures of Long et al. (ICCV 2013) on their data; {@code benchmarks/run methods adaptation} measures more. */
class PublishedFiguresTest {

    private static final int CLASSES = 10;

    /** Pictures as visual words (Gong et al. 2012), each row divided by its sum, z-scores by domain. */
    @ParameterizedTest
    @CsvSource({
        "caltech,amazon,23.70", "caltech,webcam,25.76", "caltech,dslr,25.48",
        "amazon,caltech,26.00", "amazon,webcam,29.83", "amazon,dslr,25.48",
        "webcam,caltech,19.86", "webcam,amazon,22.96", "webcam,dslr,59.24",
        "dslr,caltech,26.27", "dslr,amazon,28.50", "dslr,webcam,63.39"
    })
    void the_nearest_row_answers_as_published(String from, String to, double expected) throws IOException {
        Rows source = read("office_caltech_surf/" + from + ".csv.gz");
        Rows target = read("office_caltech_surf/" + to + ".csv.gz");

        assertThat(accuracy(new DomainScaling(true), source, target)).isCloseTo(expected, within(0.01));
    }

    @Test
    void transfer_components_reach_the_published_figure_on_two_pairs() throws IOException {
        Rows webcam = read("office_caltech_surf/webcam.csv.gz");
        Rows dslr = read("office_caltech_surf/dslr.csv.gz");
        FeatureAdaptation tca = new DomainScaling(true).then(TransferComponents.tca(new Kernel.Linear(), 100, 1));

        assertThat(accuracy(tca, webcam, dslr)).isCloseTo(85.35, within(1.5));
        assertThat(accuracy(tca, dslr, webcam)).isCloseTo(84.75, within(1.5));
    }

    @ParameterizedTest
    @CsvSource({"usps_1800,mnist_2000,44.70,59.65", "mnist_2000,usps_1800,65.94,67.28"})
    void joint_distributions_of_digits_reach_the_published_figures(
            String from, String to, double nearest, double adapted) throws IOException {
        Rows source = read("usps_mnist_256/" + from + ".csv.gz");
        Rows target = read("usps_mnist_256/" + to + ".csv.gz");

        assertThat(accuracy(pair -> TransferComponents.UNIT_LENGTH, source, target))
                .isCloseTo(nearest, within(0.01));
        assertThat(accuracy(TransferComponents.jda(new Kernel.Linear(), 100, 0.1, 10), source, target))
                .isCloseTo(adapted, within(0.5));
    }

    private record Rows(FeatureVectors rows, int[] classes) {}

    private static double accuracy(FeatureAdaptation adaptation, Rows source, Rows target) {
        DomainPair pair = new DomainPair(new LabelledVectors(source.rows, source.classes, CLASSES), target.rows);
        int[] answers = new AdaptThenLearn(adaptation, new NearestNeighbours(1))
                .fit(pair)
                .targetAnswers(target.rows);
        return 100.0
                * IntStream.range(0, answers.length)
                        .filter(row -> answers[row] == target.classes[row])
                        .count()
                / answers.length;
    }

    private static Rows read(String name) throws IOException {
        Path file = data().resolve(name);
        assumeTrue(Files.exists(file), () -> "skipped: there is no shared/data/" + name);
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<double[]> lines = in.lines()
                    .map(line -> Arrays.stream(line.split(",", -1))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
            return new Rows(
                    FeatureVectors.of(lines.stream()
                            .map(line -> Arrays.copyOfRange(line, 1, line.length))
                            .toArray(double[][]::new)),
                    lines.stream().mapToInt(line -> (int) line[0] - 1).toArray());
        }
    }

    /** The nearest {@code shared/data} beside a folder above this module. */
    private static Path data() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("shared/data"))) {
            folder = folder.getParent();
        }
        return folder.resolve("shared/data");
    }
}
