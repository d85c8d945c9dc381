package dev.graft.benchmarks.learning;

import java.util.List;
import picocli.CommandLine.Option;

/** How long {@link FlatMemory} runs, on what, and what it forgives. */
final class FlatMemoryOptions {

    @Option(names = "--steps", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}")
    private int steps;

    @Option(names = "--every", defaultValue = "1000", description = "Steps between samples. Default: ${DEFAULT-VALUE}")
    private int every;

    @Option(names = "--batch", defaultValue = "4", description = "Rows a step. Default: ${DEFAULT-VALUE}")
    private int batchSize;

    @Option(
            names = "--length",
            defaultValue = "16",
            description = "Tokens of the longest row; the shortest has 4. Default: ${DEFAULT-VALUE}")
    private int maxLength;

    @Option(
            names = "--bound",
            defaultValue = "64",
            description = "MiB by which the resident set may rise behind the first sample. Default: ${DEFAULT-VALUE}")
    private double bound;

    int steps() {
        return steps;
    }

    int every() {
        return every;
    }

    int batchSize() {
        return batchSize;
    }

    int maxLength() {
        return maxLength;
    }

    double bound() {
        return bound;
    }

    /** The same options for a process. */
    List<String> arguments() {
        return List.of(
                "--steps",
                "" + steps,
                "--every",
                "" + every,
                "--batch",
                "" + batchSize,
                "--length",
                "" + maxLength,
                "--bound",
                "" + bound);
    }
}
