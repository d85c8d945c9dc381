package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.Folders;
import dev.graft.benchmarks.OwnProcess;
import dev.graft.benchmarks.Results;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.train.FolderCheckpoints;
import dev.graft.learning.train.Progress;
import dev.graft.learning.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A full fine-tuning of MiniLM on rows of many lengths, validated and checkpointed at each sample. */
@Command(name = "flat-memory-child", hidden = true, description = "What flat-memory starts.")
final class FlatMemoryChild implements Callable<Integer> {

    private static final int LEAST_TOKENS = 4;

    @Mixin
    private FlatMemoryOptions options = new FlatMemoryOptions();

    private final List<Sample> samples = new ArrayList<>();
    private int steps;

    /**
     * The memory behind a step.
     *
     * @param megabytes resident set, MiB
     * @param arrays live native ones
     */
    record Sample(int step, double megabytes, int arrays) {}

    @Override
    public Integer call() throws IOException {
        BackboneFiles backbone = Backbones.named("all-minilm-l6-v2");
        TextSet texts =
                Synthetic.of(backbone, options.every() * options.batchSize(), 32, LEAST_TOKENS, options.maxLength());
        TransferStrategy strategy = Recipe.FULL.strategy(
                new RecipeOptions(options.steps() / options.every(), options.batchSize(), 1e-5, options.maxLength()),
                texts,
                backbone.config().layers());
        Path folder = Files.createTempDirectory("graft-flat-");
        try {
            new Trial(texts, backbone, strategy, 1)
                    .run(
                            folder.resolve("model"),
                            new FolderCheckpoints(folder.resolve("checkpoints")),
                            new EveryStep());
        } finally {
            Folders.delete(folder);
        }
        Results.write("learning-flat-memory", samples);
        return judge() ? 0 : 1;
    }

    private final class EveryStep implements TrainingListener {

        @Override
        public void onProgress(Progress progress) {
            steps++;
            // The step in the middle between two checkpoints, so that writing one disturbs no sample.
            if (steps % options.every() == options.every() / 2) {
                try {
                    samples.add(new Sample(steps, OwnProcess.residentMegabytes(), LiveArrays.count()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                Sample sample = samples.get(samples.size() - 1);
                System.out.printf(
                        Locale.ROOT,
                        "step %6d: %7.1f MiB resident, %d native arrays%n",
                        sample.step(),
                        sample.megabytes(),
                        sample.arrays());
            }
        }
    }

    /** Whether memory was as flat as is asked for; says so. */
    private boolean judge() {
        Sample first = samples.get(0);
        double rise = samples.stream().mapToDouble(Sample::megabytes).max().orElseThrow() - first.megabytes();
        int more = samples.stream().mapToInt(Sample::arrays).max().orElseThrow() - first.arrays();
        boolean flat = rise <= options.bound() && more <= 0;
        System.out.printf(
                Locale.ROOT,
                "%d steps: at most %.1f MiB and %d native arrays more than at step %d: %s%n",
                steps,
                rise,
                more,
                first.step(),
                flat ? "flat" : "NOT FLAT");
        return flat;
    }
}
