package dev.graft.benchmarks.learning;

import java.util.List;
import picocli.CommandLine.Option;

/** The numbers of a {@link Recipe} on the command line; the reference takes the same ones. */
final class RecipeOptions {

    @Option(names = "--epochs", defaultValue = "3", description = "Passes. Default: ${DEFAULT-VALUE}")
    private int epochs;

    @Option(names = "--batch", defaultValue = "16", description = "Rows a step. Default: ${DEFAULT-VALUE}")
    private int batchSize;

    @Option(names = "--rate", defaultValue = "1e-4", description = "Peak learning rate. Default: ${DEFAULT-VALUE}")
    private double learningRate;

    @Option(names = "--length", defaultValue = "128", description = "Longest input, tokens. Default: ${DEFAULT-VALUE}")
    private int maxLength;

    /** Options for picocli to fill. */
    RecipeOptions() {}

    RecipeOptions(int epochs, int batchSize, double learningRate, int maxLength) {
        this.epochs = epochs;
        this.batchSize = batchSize;
        this.learningRate = learningRate;
        this.maxLength = maxLength;
    }

    int epochs() {
        return epochs;
    }

    int batchSize() {
        return batchSize;
    }

    double learningRate() {
        return learningRate;
    }

    int maxLength() {
        return maxLength;
    }

    /** The same options for a process. */
    List<String> arguments() {
        return List.of(
                "--epochs",
                "" + epochs,
                "--batch",
                "" + batchSize,
                "--rate",
                "" + learningRate,
                "--length",
                "" + maxLength);
    }
}
