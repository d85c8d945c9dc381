package dev.graft.benchmarks.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.benchmarks.Quantiles;
import dev.graft.benchmarks.Results;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.launcher.client.Announcement;
import dev.graft.launcher.client.BatchAnnouncement;
import dev.graft.launcher.client.BatchFile;
import dev.graft.launcher.client.EventSender;
import dev.graft.launcher.client.EventTail;
import dev.graft.launcher.client.FileReading;
import dev.graft.launcher.client.StoreAddress;
import dev.graft.launcher.client.TaskDeclaration;
import dev.graft.launcher.mesh.LocalMesh;
import dev.graft.launcher.mesh.ProjectFolder;
import dev.graft.launcher.mesh.StoreCredentials;
import dev.graft.launcher.process.Ports;
import dev.graft.launcher.terminal.Figures;
import dev.graft.launcher.terminal.Table;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Announces files of growing size to a data-prep of its own and says how long each took from the announcement to {@code
 * batch.accepted}, and the largest resident set meanwhile. Then many small batches, one after the other: what batch n costs
 * with n before it.
 */
@Command(
        name = "intake",
        description =
                "Rows and bytes a second from a file in the object store to the data set, and data-prep's memory.",
        mixinStandardHelpOptions = true)
public final class Intake implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final Duration POLL = Duration.ofMillis(100);

    @Option(names = "--megabytes", split = ",", defaultValue = "10,100,1000", description = "Default: ${DEFAULT-VALUE}")
    private List<Integer> megabytes = List.of();

    @Option(
            names = "--formats",
            split = ",",
            defaultValue = "csv,jsonl,parquet",
            description = "Default: ${DEFAULT-VALUE}")
    private List<String> formats = List.of();

    @Option(names = "--chars", defaultValue = "200", description = "Of a text. Default: ${DEFAULT-VALUE}")
    private int chars;

    @Option(names = "--batches", defaultValue = "1000", description = "Small ones. Default: ${DEFAULT-VALUE}")
    private int batches;

    @Option(names = "--rows", defaultValue = "100", description = "Of a small batch. Default: ${DEFAULT-VALUE}")
    private int rows;

    @Option(
            names = "--near-duplicates",
            defaultValue = "0.8",
            description = "Similarity at which texts are near, 1: none is looked for. Default: ${DEFAULT-VALUE}")
    private double nearDuplicates;

    @Option(
            names = "--checked-rows",
            defaultValue = "0",
            description = "Rows of a batch whose labels and drift are checked. Default: ${DEFAULT-VALUE}")
    private int checkedRows;

    /** What one file cost. */
    record FileFigures(String format, long bytes, long rows, double seconds, long peakBytes) {}

    /** What small batches cost around one place in their order, milliseconds. */
    record BatchFigures(int batch, double p50, double p99) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory(
                Files.createDirectories(ProjectFolder.find().resolve("benchmarks/target")), "intake-");
        int base = Ports.freeBase(32);
        System.out.println("Starting broker, store and data-prep on the ports from " + base + " in " + home);
        try (LocalMesh mesh = LocalMesh.in(home)
                .portBase(base)
                .only("broker", "store", "data-prep")
                .environment("data-prep", "GRAFT_DATAPREP_MAX_BATCH_BYTES", "20G")
                .environment("data-prep", "GRAFT_DATAPREP_MAX_BATCH_ROWS", "200000000")
                .start()) {
            try (EventSender sender = new EventSender(mesh.bootstrapServers());
                    EventTail tail = EventTail.fromNow(mesh.bootstrapServers())) {
                List<FileFigures> files = files(mesh, home, sender, tail);
                List<BatchFigures> small = small(sender, tail);
                Results.write("intake", Map.of("files", files, "batches", small));
            }
        }
        return 0;
    }

    private List<FileFigures> files(LocalMesh mesh, Path home, EventSender sender, EventTail tail)
            throws IOException, InterruptedException {
        StoreAddress store = new StoreAddress(
                URI.create(mesh.storeEndpoint()),
                new StoreCredentials(mesh.accessKey(), mesh.secretKey()),
                mesh.bucket());
        PeakMemory memory = new PeakMemory(mesh.service("data-prep").pid());
        List<FileFigures> figures = new ArrayList<>();
        Table table = new Table("format", "bytes", "rows", "seconds", "rows/s", "MB/s", "peak RSS");
        for (String format : formats) {
            RandomRows source = new RandomRows(1, chars);
            String task = "intake-" + format;
            new TaskDeclaration(declaration(task)).send(sender, tail);
            for (int size : megabytes) {
                Path file = home.resolve("rows." + format);
                long count = source.write(file, format, size * 1_000_000L);
                memory.reset();
                double seconds = announced(
                        new BatchAnnouncement(task, BatchFile.of(file), FileReading.PLAIN, null), store, sender, tail);
                FileFigures one = new FileFigures(format, Files.size(file), count, seconds, memory.bytes());
                figures.add(one);
                table.row(
                        format,
                        Figures.bytes(one.bytes()),
                        one.rows(),
                        String.format(Locale.ROOT, "%.1f", seconds),
                        Math.round(count / seconds),
                        String.format(Locale.ROOT, "%.1f", one.bytes() / seconds / 1e6),
                        Figures.bytes(one.peakBytes()));
                System.out.println(one);
                Files.delete(file);
            }
        }
        System.out.println(table);
        return figures;
    }

    private static double announced(BatchAnnouncement batch, StoreAddress store, EventSender sender, EventTail tail)
            throws IOException, InterruptedException {
        String id = batch.sendFile(store, sender);
        long sent = System.nanoTime();
        return (await(tail, id) - sent) / 1e9;
    }

    /** When the batch that this event announced was accepted, by {@link System#nanoTime}. */
    private static long await(EventTail tail, String cause) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (Announcement announcement : tail.next(POLL)) {
                if (announcement instanceof Announcement.Fact fact
                        && cause.equals(fact.event().causationId())) {
                    if (fact.event().data() instanceof BatchAccepted) {
                        return System.nanoTime();
                    }
                    if (fact.event().data() instanceof DatasetRejected rejected) {
                        throw new IllegalStateException("the batch was refused: " + rejected.explanation());
                    }
                }
            }
        }
        throw new IllegalStateException("the batch was not accepted within " + PATIENCE);
    }

    private List<BatchFigures> small(EventSender sender, EventTail tail) throws IOException, InterruptedException {
        String task = "intake-small";
        new TaskDeclaration(declaration(task)).send(sender, tail);
        RandomRows source = new RandomRows(2, chars);
        double[] millis = new double[batches];
        for (int batch = 0; batch < batches; batch++) {
            byte[] payload = JSON.writeValueAsBytes(inline(task, source));
            long sent = System.nanoTime();
            String id = sender.send(EventType.BATCH_LABELLED, task, payload);
            millis[batch] = (await(tail, id) - sent) / 1e6;
        }
        List<BatchFigures> figures = new ArrayList<>();
        Table table = new Table("around batch", "p50 ms", "p99 ms");
        for (int around : IntStream.of(10, 100, 1_000, 10_000)
                .filter(each -> each <= batches)
                .toArray()) {
            int from = around / 2;
            Quantiles of = Quantiles.of(IntStream.range(from, around).mapToDouble(batch -> millis[batch]));
            figures.add(new BatchFigures(around, of.p50(), of.p99()));
            table.row((from + 1) + " to " + around, Math.round(of.p50()), Math.round(of.p99()));
        }
        System.out.println(table);
        return figures;
    }

    private ObjectNode inline(String task, RandomRows source) {
        ObjectNode payload = JSON.createObjectNode().put("task", task);
        var array = payload.putArray("rows");
        for (int row = 0; row < rows; row++) {
            RandomRows.Row next = source.next();
            array.addObject().put("text", next.text()).put("label", next.label());
        }
        return payload;
    }

    /** A task whose trigger asks for no snapshot before ten million rows: nobody is there to train. */
    private ObjectNode declaration(String task) {
        ObjectNode declaration = JSON.createObjectNode().put("name", task);
        RandomRows.LABELS.forEach(declaration.putArray("labels")::add);
        declaration.putObject("trigger").put("minimumNewRows", 10_000_000);
        declaration
                .putObject("preparation")
                .put("nearDuplicates", nearDuplicates)
                .put("checkedRows", checkedRows)
                .put("shuffledLabels", "report"); // Labels are drawn without looking at the texts.
        return declaration;
    }
}
