package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.Results;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.text.TextEmbedder;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.text.TextTokenizer;
import dev.graft.learning.train.LabelledText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a cache of tokens could save: the time to make them beside that of one pass of the frozen encoder. */
@Command(
        name = "tokenising",
        description = "Tokens of a task's training rows beside one pass of its frozen encoder over them.",
        mixinStandardHelpOptions = true)
final class Tokenising implements Callable<Integer> {

    private static final int LENGTH = 128;

    @Option(names = "--task", defaultValue = "BANKING77", description = "Default: ${DEFAULT-VALUE}")
    private TextSets task = TextSets.BANKING77;

    @Option(names = "--passes", defaultValue = "3", description = "Passes; the first is not counted. Default: 3")
    private int passes;

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    /**
     * What was measured.
     *
     * @param tokeniseSeconds of all rows, mean over the passes behind the first
     * @param passSeconds of the frozen encoder over all rows, tokens included
     */
    private record Measured(String task, int rows, double tokeniseSeconds, double passSeconds, double share) {}

    private interface Work {
        void run() throws IOException;
    }

    @Override
    public Integer call() throws IOException {
        TextSet texts = task.read(data, 1);
        BackboneFiles files = Backbones.named(texts.backbone());
        List<TextInput> inputs = texts.train().stream().map(LabelledText::input).toList();
        double tokenise;
        try (TextTokenizer tokenizer = new TextTokenizer(files.tokenizer(), LENGTH)) {
            tokenise = seconds(() -> tokenizer.encode(inputs));
        }
        double pass;
        try (TextEmbedder embedder = TextEmbedder.load(files, LENGTH, DeviceChoice.CPU)) {
            pass = seconds(() -> embedder.embed(inputs));
        }
        Measured measured = new Measured(task.name(), inputs.size(), tokenise, pass, tokenise / pass);
        Results.write("learning-tokenising", measured);
        System.out.printf(
                Locale.ROOT,
                "%s: %d rows; tokens %.2f s, one pass of the frozen encoder %.2f s: %.1f %% of it are tokens%n",
                measured.task(),
                measured.rows(),
                measured.tokeniseSeconds(),
                measured.passSeconds(),
                100 * measured.share());
        return 0;
    }

    private double seconds(Work work) throws IOException {
        work.run();
        long start = System.nanoTime();
        for (int pass = 1; pass < passes; pass++) {
            work.run();
        }
        return (System.nanoTime() - start) / 1e9 / Math.max(1, passes - 1);
    }
}
