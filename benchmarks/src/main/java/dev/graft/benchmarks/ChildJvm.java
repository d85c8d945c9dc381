package dev.graft.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Processes that a benchmark starts, all with the same rules for threads. */
public final class ChildJvm {

    /** Longer words of a command, such as a class path, are left out of messages. */
    private static final int LONGEST_WORD = 200;

    private ChildJvm() {}

    /** This program again, with other arguments. */
    public static List<String> command(int threads, String... arguments) {
        return command(List.of("-Xmx1g"), threads, arguments);
    }

    /** The same with other options of the JVM than a heap of at most 1 GiB. */
    public static List<String> command(List<String> options, int threads, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-Dgraft.threads=" + threads,
                "-Dgraft.project=" + System.getProperty("graft.project", ""),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.graft.benchmarks.Benchmarks"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts a command whose OpenMP threads are that many and sleep while they wait; errors are shown. */
    public static ProcessBuilder builder(List<String> command, int threads) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of(
                        "OMP_NUM_THREADS",
                        "" + threads,
                        "MKL_NUM_THREADS",
                        "" + threads,
                        "OMP_WAIT_POLICY",
                        "PASSIVE",
                        "TOKENIZERS_PARALLELISM",
                        "false"));
        return builder;
    }

    /** Runs a command to its end, its output shown; {@link IOException} where it fails. */
    public static void run(List<String> command, int threads) throws IOException, InterruptedException {
        Process process = builder(command, threads)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        int status = process.waitFor();
        if (status != 0) {
            List<String> words = command.stream()
                    .filter(word -> word.length() < LONGEST_WORD)
                    .toList();
            throw new IOException("status " + status + " of " + String.join(" ", words));
        }
    }

    /** Runs a command that takes {@code --result FILE}, and reads what it wrote there. */
    public static <T> T result(List<String> command, int threads, Class<T> type)
            throws IOException, InterruptedException {
        Path result = Files.createTempFile("figures", ".json");
        try {
            List<String> whole = new ArrayList<>(command);
            whole.addAll(List.of("--result", result.toString()));
            run(whole, threads);
            return new ObjectMapper().readValue(result.toFile(), type);
        } finally {
            Files.delete(result);
        }
    }
}
