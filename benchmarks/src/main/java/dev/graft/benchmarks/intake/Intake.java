package dev.graft.benchmarks.intake;

import dev.graft.benchmarks.Results;
import dev.graft.benchmarks.ServiceProcesses;
import dev.graft.benchmarks.intake.SmallBatches.Window;
import dev.graft.launcher.client.EventSender;
import dev.graft.launcher.client.EventTail;
import dev.graft.launcher.client.StoreAddress;
import dev.graft.launcher.mesh.LocalMesh;
import dev.graft.launcher.mesh.MeshService;
import dev.graft.launcher.mesh.ProjectFolder;
import dev.graft.launcher.mesh.StoreCredentials;
import dev.graft.launcher.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Announces files of growing size to a data-prep of its own and says how long each took from the announcement to the
 * snapshot that holds it, and the largest resident set meanwhile. Then many small batches, one after the other: what batch
 * n costs with n before it, without snapshots and with one behind each.
 */
@Command(
        name = "intake",
        description =
                "Rows and bytes a second from a file in the object store to the snapshot, and data-prep's memory.",
        mixinStandardHelpOptions = true)
public final class Intake implements Callable<Integer> {
    private static final long SEED = 1;
    private static final String PART_BYTES = "GRAFT_DATAPREP_PART_BYTES";

    @Option(names = "--megabytes", split = ",", defaultValue = "10,100,1000", description = "Default: ${DEFAULT-VALUE}")
    private List<Integer> megabytes = List.of();

    @Option(
            names = "--modality",
            defaultValue = "TEXTS",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Modality modality = Modality.TEXTS;

    @Option(
            names = "--pictures",
            split = ",",
            defaultValue = "2000",
            description = "Of a file. Default: ${DEFAULT-VALUE}")
    private List<Integer> pictures = List.of();

    @Option(names = "--formats", split = ",", description = "Default: all that the modality has.")
    private List<String> formats = List.of();

    @Option(names = "--chars", defaultValue = "200", description = "Of a text. Default: ${DEFAULT-VALUE}")
    private int chars;

    @Option(
            names = "--batches",
            defaultValue = "1000",
            description = "Small ones, of texts alone, 0: none. Default: ${DEFAULT-VALUE}")
    private int batches;

    @Option(names = "--rows", defaultValue = "100", description = "Of a small batch. Default: ${DEFAULT-VALUE}")
    private int rows;

    @Option(
            names = "--near-duplicates",
            defaultValue = "0.8",
            description =
                    "Similarity at which texts and images are near, 1: none is looked for. Default: ${DEFAULT-VALUE}")
    private double nearDuplicates;

    @Option(
            names = "--checked-rows",
            defaultValue = "0",
            description = "Rows of a batch whose labels and drift are checked. Default: ${DEFAULT-VALUE}")
    private int checkedRows;

    @Option(
            names = "--processes",
            defaultValue = "1",
            description = "Instances of data-prep. Default: ${DEFAULT-VALUE}")
    private int processes;

    @Option(
            names = "--part-megabytes",
            defaultValue = "256",
            description = "Files of twice as many are prepared in parts. Default: ${DEFAULT-VALUE}")
    private int partMegabytes;

    @Option(
            names = "--python",
            description = "A Python with pandas, pyarrow, of images Pillow; without it only ours runs.")
    private @Nullable Path python;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!modality.formats().containsAll(formats)) {
            throw new IllegalStateException("--formats: " + modality + " are written as " + modality.formats());
        }
        Path home = Files.createTempDirectory(
                Files.createDirectories(ProjectFolder.find().resolve("benchmarks/target")), "intake-");
        int base = Ports.freeBase(32);
        System.out.println("Starting broker, store and data-prep on the ports from " + base + " in " + home);
        try (LocalMesh mesh = LocalMesh.in(home)
                        .portBase(base)
                        .only("broker", "store", "data-prep")
                        .environment("data-prep", PART_BYTES, partMegabytes + "M")
                        .start();
                EventSender sender = new EventSender(mesh.bootstrapServers());
                EventTail tail = EventTail.fromNow(mesh.bootstrapServers())) {
            modality.provide(store(mesh), home);
            measure(new Producer(store(mesh), sender, tail), new ServiceProcesses(started(mesh)), home);
        }
        return 0;
    }

    /** The processes of all instances, of which the first runs already. */
    private List<Long> started(LocalMesh mesh) throws IOException, InterruptedException {
        List<Long> pids = new ArrayList<>(List.of(mesh.service("data-prep").pid()));
        for (int i = 2; i <= processes; i++) {
            MeshService another = mesh.another("data-prep", "data-prep-" + i);
            pids.add(
                    another.environment(PART_BYTES, partMegabytes + "M").start().pid());
        }
        return pids;
    }

    private static StoreAddress store(LocalMesh mesh) {
        return new StoreAddress(
                URI.create(mesh.storeEndpoint()),
                new StoreCredentials(mesh.accessKey(), mesh.secretKey()),
                mesh.bucket());
    }

    private void measure(Producer producer, ServiceProcesses process, Path home)
            throws IOException, InterruptedException {
        Declarations declarations = new Declarations(modality, nearDuplicates, checkedRows);
        FileIntake intake = new FileIntake(
                producer,
                process,
                declarations,
                python == null ? null : new PythonIntake(python, modality, nearDuplicates));
        List<FileFigures> files = new ArrayList<>();
        for (String format : formats.isEmpty() ? modality.formats() : formats) {
            files.addAll(intake.measure(
                    modality.files(SEED, chars), format, modality == Modality.IMAGES ? pictures : megabytes, home));
        }
        System.out.println(FileFigures.table(files));
        if (modality != Modality.TEXTS) {
            Results.write("intake-" + modality.name().toLowerCase(Locale.ROOT), Map.of("files", files));
            return;
        }
        SmallBatches small = new SmallBatches(producer, process, chars, rows);
        List<Window> without = small(small, declarations, false);
        List<Window> with = small(small, declarations, true);
        Results.write("intake", Map.of("files", files, "batches", without, "batchesWithSnapshots", with));
    }

    private List<Window> small(SmallBatches small, Declarations declarations, boolean snapshots)
            throws IOException, InterruptedException {
        List<Window> windows = small.measure(batches, declarations, snapshots);
        if (!windows.isEmpty()) {
            System.out.println(snapshots ? "A snapshot behind each batch" : "No snapshot");
            System.out.println(SmallBatches.table(windows));
        }
        return windows;
    }
}
