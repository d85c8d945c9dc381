package dev.graft.benchmarks.images;

import dev.graft.benchmarks.ChildJvm;
import dev.graft.benchmarks.Results;
import dev.graft.launcher.mesh.ProjectFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** MobileNetV2 in our library and in torchvision, in turns: the same weights, pixels, batches, recipe and threads. */
@Command(
        name = "image-compare",
        description = "MobileNetV2 beside torchvision's: frozen features with a head, and full fine-tuning.",
        mixinStandardHelpOptions = true)
public final class ImageCompare implements Callable<Integer> {

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder with hymenoptera_256 and img_backbones. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Option(names = "--python", description = "A Python with torchvision and scikit-learn; without it only ours runs.")
    private @Nullable Path python;

    @Option(names = "--seeds", split = ",", defaultValue = "1,2,3", description = "Default: ${DEFAULT-VALUE}")
    private List<Long> seeds = List.of();

    @Option(names = "--epochs", defaultValue = "3", description = "Of fine-tuning. Default: ${DEFAULT-VALUE}")
    private int epochs;

    @Option(names = "--photos", description = "Only so many photos of each split, for a short trial.")
    private int photos = Integer.MAX_VALUE;

    @Option(names = "--threads", defaultValue = "2", description = "Of either side. Default: ${DEFAULT-VALUE}")
    private int threads;

    private final List<ImageFigures> all = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Results.folder().resolve("image-compare-photos");
        new PreparedPhotos(
                        Photos.read(data.resolve("hymenoptera_256/train")).spread(photos),
                        Photos.read(data.resolve("hymenoptera_256/val")).spread(photos))
                .write(folder, PhotoBackbone.MOBILENET_V2.read(data));
        for (long seed : seeds) {
            add(ChildJvm.command(threads, "image-compare-child", "--data", data.toString()), folder, seed);
            if (python != null) {
                Path script = ProjectFolder.find().resolve(Path.of("benchmarks", "images", "reference.py"));
                add(List.of(python.toString(), script.toString(), "--threads", "" + threads), folder, seed);
            }
        }
        ImageFigures.print(all);
        return 0;
    }

    private void add(List<String> program, Path folder, long seed) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("--folder", folder.toString(), "--seed", "" + seed, "--epochs", "" + epochs));
        all.add(ChildJvm.result(command, threads, ImageFigures.class));
        Results.write("image-compare", all);
    }
}
