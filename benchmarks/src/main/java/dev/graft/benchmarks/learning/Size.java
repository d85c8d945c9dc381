package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.Results;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Time and memory against the length of texts, the number of layers and the number of rows. */
@Command(
        name = "size",
        description = "What training costs, against lengths, layers and rows; each in a process of its own.",
        mixinStandardHelpOptions = true)
final class Size implements Callable<Integer> {

    @Option(
            names = "--lengths",
            split = ",",
            defaultValue = "32,128,256,512",
            description = "Tokens of a text, with full fine-tuning. Default: ${DEFAULT-VALUE}")
    private List<Integer> lengths = List.of();

    @Option(
            names = "--rows",
            split = ",",
            defaultValue = "1000,10000",
            description = "Rows of 32 tokens, with the automatic strategy. Default: ${DEFAULT-VALUE}")
    private List<Integer> rows = List.of();

    @Option(
            names = "--steps",
            defaultValue = "3",
            description = "Measured steps of a length. Default: ${DEFAULT-VALUE}")
    private int steps;

    @Option(names = "--threads", defaultValue = "2", description = "Of a run. Default: ${DEFAULT-VALUE}")
    private int threads;

    private final List<String> figures = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(SizeChild.HEADER);
        for (String backbone : List.of("all-minilm-l6-v2", "bge-small-en-v1.5")) {
            for (int length : lengths) {
                measure(backbone, Recipe.FULL, 16 * steps, length);
            }
            for (int count : rows) {
                measure(backbone, Recipe.AUTO, count, 32);
            }
        }
        Results.write("learning-size", figures);
        return 0;
    }

    private void measure(String backbone, Recipe recipe, int count, int tokens)
            throws IOException, InterruptedException {
        List<String> command =
                ChildJvm.command(threads, "learning", "size-child", backbone, recipe.name(), "" + count, "" + tokens);
        Process process = ChildJvm.builder(command, threads).start();
        String output;
        try (BufferedReader reader = process.inputReader()) {
            output = reader.lines().filter(line -> line.startsWith("|")).collect(Collectors.joining("\n"));
        }
        int status = process.waitFor();
        String line =
                status == 0 ? output : "| " + backbone + " | " + tokens + " | failed with status " + status + " |";
        System.out.println(line);
        figures.add(line);
    }
}
