package dev.graft.benchmarks.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.benchmarks.Folders;
import dev.graft.benchmarks.OwnProcess;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.image.Augmentation;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.imagemodel.ImageHead;
import dev.graft.learning.imagemodel.ImageTask;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.strategy.ValidationMetric;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.EpochReport;
import dev.graft.learning.train.FineTuning;
import dev.graft.learning.train.RowSplit;
import dev.graft.learning.train.RunSettings;
import dev.graft.learning.train.StopSignal;
import dev.graft.learning.train.TrainingListener;
import dev.graft.learning.train.TrainingOutcome.Completed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Our side: frozen features with a head, then all weights for some epochs, validated on the validation photos. */
@Command(name = "image-compare-child", hidden = true, description = "What image-compare starts.")
public final class ImageCompareChild implements Callable<Integer> {

    private static final double RATE = 2e-4;

    @Option(names = "--data", required = true)
    private Path data = Path.of("");

    @Option(names = "--folder", required = true)
    private Path folder = Path.of("");

    @Option(names = "--seed", required = true)
    private long seed;

    @Option(names = "--epochs", required = true)
    private int epochs;

    @Option(names = "--result", required = true)
    private Path result = Path.of("");

    /** Frozen features of both splits, and how fast they came. */
    private record Frozen(double photosPerSecond, double photosPerCpuSecond, double headAccuracy) {}

    @Override
    public Integer call() throws IOException {
        ImageBackboneFiles files = asPrepared(PhotoBackbone.MOBILENET_V2.read(data));
        PreparedPhotos photos = PreparedPhotos.read(folder, files.preprocessing());
        Frozen frozen = frozen(files, photos);
        List<EpochReport> history = tuned(files, photos);
        ImageFigures figures = new ImageFigures(
                "graft",
                seed,
                frozen.photosPerSecond(),
                frozen.photosPerCpuSecond(),
                frozen.headAccuracy(),
                history.get(history.size() - 1).samplesPerSecond(),
                history.stream()
                        .mapToDouble(EpochReport::validationAccuracy)
                        .max()
                        .orElseThrow(),
                OwnProcess.peakMegabytes());
        System.out.println("  " + figures);
        new ObjectMapper().writeValue(result.toFile(), figures);
        return 0;
    }

    /** The photos are cut already: a resizing to their own size. */
    private static ImageBackboneFiles asPrepared(ImageBackboneFiles files) {
        Preprocessing own = files.preprocessing();
        Preprocessing cut =
                new Preprocessing(own.crop(), own.resampling(), own.crop(), own.order(), own.mean(), own.std());
        return new ImageBackboneFiles(
                files.name(), files.config(), cut, files.weights(), files.origin(), files.licence());
    }

    private Frozen frozen(ImageBackboneFiles files, PreparedPhotos photos) throws IOException {
        try (Network network = new Network(files)) {
            network.features(photos.validation()
                    .images()
                    .subList(0, Math.min(Network.BATCH, photos.validation().size())));
            long begin = System.nanoTime();
            double cpuBegin = OwnProcess.cpuSeconds();
            float[][] train = network.features(photos.train().images());
            float[][] validation = network.features(photos.validation().images());
            int count = train.length + validation.length;
            double cpuSeconds = OwnProcess.cpuSeconds() - cpuBegin;
            double seconds = (System.nanoTime() - begin) / 1e9;
            writeFeatures(validation);
            SoftmaxRegression head = new SoftmaxRegression(train, photos.train().labels(), Photos.CLASSES.size());
            return new Frozen(
                    count / seconds,
                    count / cpuSeconds,
                    head.accuracy(validation, photos.validation().labels()));
        }
    }

    /** The validation photos' features, for the reference to compare its own with. */
    private void writeFeatures(float[]... features) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(features.length * features[0].length * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : features) {
            bytes.asFloatBuffer().put(row);
            bytes.position(bytes.position() + row.length * Float.BYTES);
        }
        Files.write(folder.resolve("features.f32"), bytes.array());
    }

    private List<EpochReport> tuned(ImageBackboneFiles files, PreparedPhotos photos) throws IOException {
        Photos all = photos.train().and(photos.validation());
        RowSplit split = new RowSplit(photos.train().size(), photos.validation().size(), 0);
        Truth truth = new Truth.Classes(all.labels(), Photos.CLASSES.size());
        ModelCard card = new ModelCard("photos", files.origin(), "other", "", new TreeMap<>(), List.of());
        HyperParameters hyper = new HyperParameters(
                epochs, Network.BATCH, RATE, RATE, 0.01, 0.1, 3, epochs, 0, ValidationMetric.ACCURACY, 0.1, 0, 1);
        Path model = Files.createTempDirectory("graft-image-compare-");
        try {
            ImageTask task = new ImageTask(all.images(), truth, split, Augmentation.NONE, "photos");
            RunSettings settings = new RunSettings(
                    new FineTune(0, HeadWarmup.NONE, hyper), seed, DeviceChoice.CPU, model, Clock.systemUTC(), 0);
            Completed outcome = (Completed) new FineTuning(
                            task.on(ImageHead.on(files, Photos.CLASSES, HeadKind.CLASSES, seed), model, card),
                            settings,
                            CheckpointStore.NONE,
                            TrainingListener.SILENT,
                            StopSignal.NEVER)
                    .run();
            return outcome.history();
        } finally {
            Folders.delete(model);
        }
    }
}
