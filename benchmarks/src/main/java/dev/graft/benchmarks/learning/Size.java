package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.ChildJvm;
import dev.graft.benchmarks.Folders;
import dev.graft.benchmarks.Results;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Time and memory against the length of texts, the number of layers and the number of rows. */
@Command(
        name = "size",
        description = "What training costs, against lengths, layers and rows; each in a process of its own.",
        mixinStandardHelpOptions = true)
final class Size implements Callable<Integer> {

    static final int VALIDATION_ROWS = 32;

    /** Of full fine-tuning: the first one warms up. */
    static final int PASSES = 2;

    private static final int TOKENS_OF_ROWS = 32;

    @Option(
            names = "--backbones",
            split = ",",
            defaultValue = "all-minilm-l6-v2,bge-small-en-v1.5",
            description = "With 6 and 12 layers. Default: ${DEFAULT-VALUE}")
    private List<String> backbones = List.of();

    @Option(
            names = "--lengths",
            split = ",",
            defaultValue = "32,128,256,512",
            description = "Tokens of a text, with full fine-tuning; 0: none. Default: ${DEFAULT-VALUE}")
    private List<Integer> lengths = List.of();

    @Option(
            names = "--rows",
            split = ",",
            defaultValue = "1000,10000",
            description = "Rows of 32 tokens, with the automatic strategy; 0: none. Default: ${DEFAULT-VALUE}")
    private List<Integer> counts = List.of();

    @Option(
            names = "--auto-epochs",
            defaultValue = "0",
            description = "Epochs of the automatic strategy behind its head warm-up; 0: as it says itself, 3 to 5")
    private int autoEpochs;

    @Option(
            names = "--steps",
            defaultValue = "3",
            description = "Measured steps of a length. Default: ${DEFAULT-VALUE}")
    private int steps;

    @Mixin
    private Sides sides = new Sides();

    private final List<SizeLine> figures = new ArrayList<>();

    /** A run of one side. */
    @FunctionalInterface
    private interface Run {
        Figures run() throws IOException, InterruptedException;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(SizeLine.HEADER);
        int failed = 0;
        for (String name : backbones) {
            BackboneFiles backbone = Backbones.named(name);
            for (int length : lengths.stream().filter(tokens -> tokens > 0).toList()) {
                int rows = 16 * steps;
                failed += add(backbone, length, () -> ours(name, Recipe.FULL, rows, length));
                if (sides.hasReference()) {
                    failed += add(backbone, length, () -> theirs(backbone, rows, length));
                }
            }
            for (int rows : counts.stream().filter(count -> count > 0).toList()) {
                failed += add(backbone, TOKENS_OF_ROWS, () -> ours(name, Recipe.AUTO, rows, TOKENS_OF_ROWS));
            }
        }
        return failed == 0 ? 0 : 1;
    }

    /** 1 where the run failed, for want of memory for example: the next size is measured all the same. */
    private int add(BackboneFiles backbone, int tokens, Run run) throws IOException, InterruptedException {
        Figures done;
        try {
            done = run.run();
        } catch (IOException e) {
            System.out.println("| failed | " + backbone.name() + " | " + tokens + " tokens: " + e.getMessage() + " |");
            return 1;
        }
        SizeLine line = SizeLine.of(done, backbone, tokens);
        System.out.println(line);
        figures.add(line);
        Results.write("learning-size", figures);
        return 0;
    }

    private Figures ours(String backbone, Recipe recipe, int rows, int tokens)
            throws IOException, InterruptedException {
        List<String> heap = List.of("-Xmx2g");
        List<String> command = new ArrayList<>(ChildJvm.command(
                heap, sides.threads(), "learning", "size-child", backbone, recipe.name(), "" + rows, "" + tokens));
        command.addAll(List.of("--auto-epochs", "" + autoEpochs));
        return ChildJvm.result(command, sides.threads(), Figures.class);
    }

    private Figures theirs(BackboneFiles backbone, int rows, int tokens) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("graft-size-");
        try {
            Prepare.write(Synthetic.of(backbone, rows, Math.min(rows, VALIDATION_ROWS), tokens), folder);
            List<String> recipe = new RecipeOptions(PASSES, 16, 1e-4, tokens).arguments();
            return sides.theirs("reference.py", "", folder, 1, recipe);
        } finally {
            Folders.delete(folder);
        }
    }
}
