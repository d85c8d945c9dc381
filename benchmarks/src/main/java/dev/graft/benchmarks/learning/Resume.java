package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.Results;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Kills training processes at random steps and compares the models of those that went on, byte by byte. */
@Command(
        name = "resume",
        description = "kill -9 at a random step, then go on: is the model the same, bit by bit?",
        mixinStandardHelpOptions = true)
final class Resume implements Callable<Integer> {

    /** A kill comes up to so long after its step, so some hit a checkpoint or the model being written. */
    private static final int LONGEST_DELAY_MILLIS = 400;

    @Option(names = "--times", defaultValue = "20", description = "Kills. Default: ${DEFAULT-VALUE}")
    private int times;

    @Option(names = "--seed", defaultValue = "1", description = "Of the kills' steps. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--threads", defaultValue = "2", description = "Of a run. Default: ${DEFAULT-VALUE}")
    private int threads;

    private final Map<String, String> outcomes = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("graft-resume-");
        try {
            Path whole = folder.resolve("whole");
            int steps = run(whole, Integer.MAX_VALUE, 0);
            System.out.println("An uninterrupted run reports " + steps + " steps");
            Random random = new Random(seed);
            int same = 0;
            for (int kill = 1; kill <= times; kill++) {
                int step = 1 + random.nextInt(steps);
                int delay = random.nextInt(LONGEST_DELAY_MILLIS);
                Path resumed = folder.resolve("resumed");
                same += isSame(whole, resumed, kill, step, delay) ? 1 : 0;
                Folders.delete(resumed);
            }
            System.out.printf(Locale.ROOT, "%d of %d models are the same, bit by bit%n", same, times);
            Results.write("learning-resume", outcomes);
            return same == times ? 0 : 1;
        } finally {
            Folders.delete(folder);
        }
    }

    private boolean isSame(Path whole, Path resumed, int kill, int step, int delay)
            throws IOException, InterruptedException {
        int before = run(resumed, step, delay);
        int after = run(resumed, Integer.MAX_VALUE, 0);
        boolean same = Files.mismatch(model(whole), model(resumed)) < 0;
        String outcome = String.format(
                Locale.ROOT,
                "killed %d ms after step %d (%d heard of), %d steps in the second process: %s",
                delay,
                step,
                before,
                after,
                same ? "same bytes" : "OTHER BYTES");
        System.out.println(kill + ". " + outcome);
        outcomes.put("" + kill, outcome);
        return same;
    }

    private static Path model(Path folder) {
        return folder.resolve("model").resolve("model.safetensors");
    }

    /** Runs a process to its end, or kills it after a step; the number of steps that it reported. */
    private int run(Path folder, int lastStep, int delay) throws IOException, InterruptedException {
        List<String> command = ChildJvm.command(threads, "learning", "resume-child", folder.toString());
        Process process = ChildJvm.builder(command, threads).start();
        int steps = 0;
        try (BufferedReader output = process.inputReader()) {
            while (output.readLine() != null) {
                steps++;
                if (steps == lastStep) {
                    Thread.sleep(delay);
                    process.toHandle().destroyForcibly();
                }
            }
        }
        int status = process.waitFor();
        if (status != 0 && lastStep == Integer.MAX_VALUE) {
            throw new IOException("the training process ended with status " + status);
        }
        return steps;
    }
}
