package dev.graft.benchmarks.learning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Processes that a benchmark starts, all with the same rules for threads. */
final class ChildJvm {

    private ChildJvm() {}

    /** This program again, with other arguments. */
    static List<String> command(int threads, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dgraft.threads=" + threads,
                "-Dgraft.project=" + System.getProperty("graft.project", ""),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.graft.benchmarks.Benchmarks"));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts a command whose OpenMP threads are that many and sleep while they wait; errors are shown. */
    static ProcessBuilder builder(List<String> command, int threads) {
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
    static void run(List<String> command, int threads) throws IOException, InterruptedException {
        Process process = builder(command, threads)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException("status " + status + " of " + command.get(0) + " " + command.get(command.size() - 1));
        }
    }
}
