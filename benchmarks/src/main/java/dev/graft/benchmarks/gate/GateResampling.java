package dev.graft.benchmarks.gate;

import dev.graft.learning.significance.Interval;
import dev.graft.learning.significance.PairedBootstrap;
import dev.graft.learning.significance.PairedRandomisation;
import dev.graft.learning.significance.PairedRows;
import dev.graft.learning.significance.Resampled;
import dev.graft.learning.significance.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times the paired bootstrap and the paired randomisation test over random answers of two models. */
@Command(name = "gate", description = "What the gate's resampling costs, and whether SciPy finds the same interval.")
public final class GateResampling implements Callable<Integer> {
    private static final int RESAMPLES = 10_000;
    private static final int ROUNDS = 3;

    @Option(names = "--rows", split = ",", defaultValue = "200,1000,10000", description = "Test rows.")
    private List<Integer> rows = List.of();

    @Option(names = "--classes", defaultValue = "12", description = "Labels.")
    private int classes;

    @Option(names = "--python", description = "A Python with numpy and scipy; without it ours alone is measured.")
    private @Nullable Path python;

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (int count : rows) {
            measure(count);
        }
        return 0;
    }

    private void measure(int count) throws IOException, InterruptedException {
        PairedRows answers = answers(count);
        double bootstrap = Double.POSITIVE_INFINITY;
        double randomisation = Double.POSITIVE_INFINITY;
        Resampled gain = PairedBootstrap.withSeed(1).compare(answers, Score.MACRO_F1);
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            gain = PairedBootstrap.withSeed(1).compare(answers, Score.MACRO_F1);
            bootstrap = Math.min(bootstrap, (System.nanoTime() - begin) / 1e9);
            begin = System.nanoTime();
            new PairedRandomisation(RESAMPLES, 1).pValue(answers, Score.MACRO_F1);
            randomisation = Math.min(randomisation, (System.nanoTime() - begin) / 1e9);
        }
        Interval interval = gain.interval(0.9);
        System.out.printf(
                Locale.ROOT,
                "%,d rows, %d labels, %,d resamples: bootstrap of macro F1 %.3f s (%+.4f to %+.4f), randomisation %.3f s%n",
                count,
                classes,
                RESAMPLES,
                bootstrap,
                interval.lower(),
                interval.upper(),
                randomisation);
        if (python != null) {
            reference(python, answers);
        }
    }

    private PairedRows answers(int count) {
        SplittableRandom random = new SplittableRandom(count);
        int[] truth = random.ints(count, 0, classes).toArray();
        return new PairedRows(truth, model(truth, 0.80, random), model(truth, 0.83, random), classes);
    }

    private float[][] model(int[] truth, double skill, SplittableRandom random) {
        return Arrays.stream(truth)
                .mapToObj(label -> {
                    float[] row = new float[classes];
                    row[random.nextDouble() < skill ? label : random.nextInt(classes)] = 1;
                    return row;
                })
                .toArray(float[][]::new);
    }

    private static void reference(Path python, PairedRows answers) throws IOException, InterruptedException {
        Path file = Files.createTempFile("answers", ".csv");
        try {
            int[] champion = answers.championPredictions();
            int[] challenger = answers.challengerPredictions();
            Files.write(
                    file,
                    IntStream.range(0, answers.size())
                            .mapToObj(row -> answers.truth()[row] + "," + champion[row] + "," + challenger[row])
                            .collect(Collectors.toList()));
            Path script = Path.of(System.getProperty("graft.project"), "benchmarks", "gate", "reference.py");
            Process process = new ProcessBuilder(
                            python.toString(), script.toString(), file.toString(), String.valueOf(RESAMPLES))
                    .inheritIO()
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the reference ended with " + process.exitValue());
            }
        } finally {
            Files.delete(file);
        }
    }
}
