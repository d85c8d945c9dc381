package dev.graft.benchmarks.banking77;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.benchmarks.Chain;
import dev.graft.benchmarks.MeshOptions;
import dev.graft.benchmarks.Results;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.launcher.client.BatchAnnouncement;
import dev.graft.launcher.client.BatchFile;
import dev.graft.launcher.client.EventSender;
import dev.graft.launcher.client.EventTail;
import dev.graft.launcher.client.FileReading;
import dev.graft.launcher.client.StoreAddress;
import dev.graft.launcher.client.TaskDeclaration;
import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.terminal.Figures;
import dev.graft.launcher.terminal.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Announces the training rows in three batches and asks the champion all test rows after each. */
@Command(
        name = "banking77",
        description = "Held-out accuracy of the live model after each of three announced batches.",
        mixinStandardHelpOptions = true)
public final class Banking77 implements Callable<Integer> {
    private static final FileReading COLUMNS =
            new FileReading(LabelledRow.TEXT, null, LabelledRow.CATEGORY, null, null, null, null);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCHES = 3;
    private static final Duration PATIENCE = Duration.ofHours(6);
    private static final Duration SWAP_PATIENCE = Duration.ofMinutes(2);

    @Mixin
    private MeshOptions mesh = new MeshOptions();

    @Option(
            names = "--data",
            defaultValue = "../shared/data/banking77",
            description = "Folder with train.csv and test.csv. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Option(names = "--task", defaultValue = "banking77", description = "Default: ${DEFAULT-VALUE}")
    private String task = "";

    @Option(names = "--seed", defaultValue = "1", description = "Of the split into batches. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--rows",
            defaultValue = "0",
            description = "Announce only this many training rows, for a short trial; 0: all. Default: ${DEFAULT-VALUE}")
    private int rows;

    @Option(
            names = "--strategy",
            defaultValue = "auto",
            description = "auto, linear-probe or fine-tune. Default: ${DEFAULT-VALUE}")
    private String strategy = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<LabelledRow> train = new ArrayList<>(LabelledRow.read(data.resolve("train.csv")));
        List<LabelledRow> test = LabelledRow.read(data.resolve("test.csv"));
        Collections.shuffle(train, new Random(seed));
        List<LabelledRow> announced = rows == 0 ? train : train.subList(0, Math.min(rows, train.size()));
        List<Path> files = batches(announced);
        try (MeshOptions.RunningMesh running = mesh.open()) {
            List<Step> steps = measure(running.plan(), declaration(train), files, test);
            report(steps);
            // This program never had the model: to it the files are as new as to any other process.
            return new FreshProcess.Check(running.plan(), task, test).agrees() ? 0 : 1;
        }
    }

    /** The batches as files, which the baseline reads too. */
    private static List<Path> batches(List<LabelledRow> announced) throws IOException {
        Path folder = Files.createDirectories(Results.folder().resolve("banking77"));
        List<Path> files = new ArrayList<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            Path file = folder.resolve("batch-" + (batch + 1) + ".csv");
            int from = announced.size() * batch / BATCHES;
            LabelledRow.write(announced.subList(from, announced.size() * (batch + 1) / BATCHES), file);
            files.add(file);
        }
        return files;
    }

    private TaskDeclaration declaration(List<LabelledRow> train) {
        ObjectNode declaration = JSON.createObjectNode().put("name", task);
        train.stream().map(LabelledRow::category).distinct().sorted().forEach(declaration.withArray("labels")::add);
        declaration.putObject("strategy").put("kind", strategy);
        return new TaskDeclaration(declaration);
    }

    private List<Step> measure(MeshPlan plan, TaskDeclaration declaration, List<Path> files, List<LabelledRow> test)
            throws IOException, InterruptedException {
        PredictorClient predictor = new PredictorClient(plan, task);
        StoreAddress store = StoreAddress.of(plan, Map.of());
        List<Step> steps = new ArrayList<>();
        int champion = 0;
        int announced = 0;
        try (EventSender sender = new EventSender(plan.bootstrapServers());
                EventTail tail = EventTail.fromNow(plan.bootstrapServers())) {
            declaration.send(sender, tail);
            for (Path file : files) {
                announced += LabelledRow.read(file).size();
                System.out.println(
                        "Batch " + (steps.size() + 1) + " of " + BATCHES + ", " + announced + " rows so far");
                long start = System.nanoTime();
                new BatchAnnouncement(task, BatchFile.of(file), COLUMNS, "Banking77").sendFile(store, sender);
                Chain chain = Chain.follow(tail, task, PATIENCE, new RunProgress());
                double seconds = (chain.heardNanos() - start) / 1e9;
                champion = chain.find(ModelPromoted.class)
                        .map(event -> event.data().version())
                        .orElse(champion);
                steps.add(new Step(
                        steps.size() + 1,
                        announced,
                        chain.promoted(),
                        champion,
                        accuracy(predictor, champion, test),
                        seconds));
            }
        }
        return steps;
    }

    private static double accuracy(PredictorClient predictor, int champion, List<LabelledRow> test)
            throws IOException, InterruptedException {
        if (champion == 0) {
            return 0;
        }
        predictor.awaitVersion(champion, SWAP_PATIENCE);
        double accuracy = predictor.accuracy(test);
        System.out.println("  version " + champion + " answers " + Figures.share(accuracy) + " of test.csv rightly");
        return accuracy;
    }

    private static void report(List<Step> steps) throws IOException {
        Table table = new Table("batch", "rows so far", "verdict", "live version", "test accuracy", "time");
        for (Step step : steps) {
            table.row(
                    step.batch(),
                    step.rows(),
                    step.promoted() ? "promoted" : "refused",
                    step.championVersion(),
                    String.format(Locale.ROOT, "%.4f", step.accuracy()),
                    Figures.time(Duration.ofMillis((long) (step.seconds() * 1000))));
        }
        System.out.println(table);
        Results.write("banking77", steps);
        System.out.println("For the baseline on the same rows: see benchmarks/README.md");
    }
}
