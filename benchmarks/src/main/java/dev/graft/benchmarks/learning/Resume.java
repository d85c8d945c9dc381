package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.ChildJvm;
import dev.graft.benchmarks.Folders;
import dev.graft.benchmarks.Results;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Kills training processes at random points and compares the models of those that went on, byte by byte. */
@Command(
        name = "resume",
        description = "kill -9 at a random step or checkpoint, then go on: is the model the same, bit by bit?",
        mixinStandardHelpOptions = true)
final class Resume implements Callable<Integer> {

    /** Behind a step, a kill comes within its successor. */
    private static final int STEP_MILLIS = 100;

    /** Each third kill hits a checkpoint while it is written; these are few among the points. */
    private static final int CHECKPOINT_KILLS = 3;

    @Option(names = "--times", defaultValue = "20", description = "Kills. Default: ${DEFAULT-VALUE}")
    private int times;

    @Option(names = "--seed", defaultValue = "1", description = "Of the kills' points. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--threads", defaultValue = "2", description = "Of a run. Default: ${DEFAULT-VALUE}")
    private int threads;

    private final Map<String, String> outcomes = new LinkedHashMap<>();

    /**
     * What a process said before its end.
     *
     * @param points the lines of {@link ResumeChild}, in their order
     * @param saveMillis the shortest time that a checkpoint took to write; 0 where none was written
     */
    private record Heard(List<String> points, long saveMillis) {

        String last() {
            return points.isEmpty() ? "the start" : points.get(points.size() - 1);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("graft-resume-");
        try {
            Path whole = folder.resolve("whole");
            Heard heard = run(whole, Integer.MAX_VALUE, 0);
            System.out.println("An uninterrupted run passes " + heard.points().size()
                    + " points, a checkpoint is written in " + heard.saveMillis() + " ms");
            Random random = new Random(seed);
            int same = 0;
            for (int kill = 1; kill <= times; kill++) {
                same += isSame(whole, folder.resolve("resumed"), kill, point(heard, kill, random)) ? 1 : 0;
            }
            System.out.printf(Locale.ROOT, "%d of %d models are the same, bit by bit%n", same, times);
            Results.write("learning-resume", outcomes);
            return same == times ? 0 : 1;
        } finally {
            Folders.delete(folder);
        }
    }

    /** When a run is killed: behind any line, or behind the line that says that a checkpoint is about to be written. */
    private static Point point(Heard heard, int kill, Random random) {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < heard.points().size(); place++) {
            if (isSaving(heard, place) || kill % CHECKPOINT_KILLS != 0) {
                places.add(place);
            }
        }
        int place = places.get(random.nextInt(places.size()));
        long longest = isSaving(heard, place) ? heard.saveMillis() : STEP_MILLIS;
        return new Point(place + 1, random.nextInt((int) Math.max(1, longest)));
    }

    private static boolean isSaving(Heard heard, int place) {
        return heard.points().get(place).startsWith(ResumeChild.SAVING);
    }

    /**
     * When a run is killed.
     *
     * @param line the number of the line, from 1
     * @param delayMillis behind it
     */
    private record Point(int line, int delayMillis) {}

    private boolean isSame(Path whole, Path resumed, int kill, Point point) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Heard before = run(resumed, point.line(), point.delayMillis());
        Heard after = run(resumed, Integer.MAX_VALUE, 0);
        boolean same = Files.mismatch(model(whole), model(resumed)) < 0;
        Folders.delete(resumed);
        String outcome = String.format(
                Locale.ROOT,
                "killed %d ms behind point %d, last heard of: %s; %d points in the second process: %s; %.0f s",
                point.delayMillis(),
                point.line(),
                before.last(),
                after.points().size(),
                same ? "same bytes" : "OTHER BYTES",
                (System.nanoTime() - begin) / 1e9);
        System.out.println(kill + ". " + outcome);
        outcomes.put("" + kill, outcome);
        return same;
    }

    private static Path model(Path folder) {
        return folder.resolve("model").resolve("model.safetensors");
    }

    /** Runs a process to its end, or kills it behind a line of its output. */
    private Heard run(Path folder, int lastLine, int delayMillis) throws IOException, InterruptedException {
        List<String> command = ChildJvm.command(threads, "learning", "resume-child", folder.toString());
        Process process = ChildJvm.builder(command, threads).start();
        List<String> points = new ArrayList<>();
        long saveMillis = Long.MAX_VALUE;
        long saving = 0;
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                long now = System.nanoTime();
                points.add(line);
                if (line.startsWith(ResumeChild.SAVED)) {
                    saveMillis = Math.min(saveMillis, (now - saving) / 1_000_000);
                }
                saving = now;
                if (points.size() == lastLine) {
                    Thread.sleep(delayMillis);
                    process.toHandle().destroyForcibly();
                }
            }
        }
        int status = process.waitFor();
        if (status != 0 && lastLine == Integer.MAX_VALUE) {
            throw new IOException("the training process ended with status " + status);
        }
        return new Heard(points, saveMillis == Long.MAX_VALUE ? 0 : saveMillis);
    }
}
