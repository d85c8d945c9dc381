package dev.graft.benchmarks.images;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.image.ImageBatch;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.image.backbone.ImageBackbone;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.learning.tensor.Parameters;
import java.util.List;
import java.util.function.Function;

/** A backbone on the CPU whose outputs are asked for whole splits. */
final class Network implements AutoCloseable {

    static final int BATCH = 16;

    private final Preprocessing preprocessing;
    private final NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
    private final ImageBackbone backbone;

    Network(ImageBackboneFiles files) {
        this.preprocessing = files.preprocessing();
        this.backbone = new ImageBackbone(files.config(), new Parameters(manager, files.weights()));
    }

    /** The photos resized and cut as the backbone wants them. */
    List<RgbImage> fit(List<RgbImage> photos) {
        return photos.stream().map(preprocessing::fit).toList();
    }

    /** The pooled features of each of the photos that {@link #fit} made. */
    float[][] features(List<RgbImage> fitted) {
        return outputs(fitted, last -> backbone.pool(ImageBatch.of(last), last));
    }

    /** The logits of the source task for each of the photos that {@link #fit} made. */
    float[][] logits(List<RgbImage> fitted) {
        return outputs(fitted, backbone::classify);
    }

    private float[][] outputs(List<RgbImage> fitted, Function<NDArray, NDArray> top) {
        TorchRuntime.pinThreads();
        float[][] outputs = new float[fitted.size()][];
        try (GradMode off = GradMode.off()) {
            for (int from = 0; from < outputs.length; from += BATCH) {
                List<RgbImage> part = fitted.subList(from, Math.min(outputs.length, from + BATCH));
                try (NDManager step = manager.newSubManager()) {
                    ImageBatch batch = ImageBatch.of(step, preprocessing, () -> part);
                    NDArray last = backbone.run(batch, backbone.enter(batch, 0), 1, backbone.stages(), 0);
                    NDArray result = top.apply(last);
                    for (int i = 0; i < part.size(); i++) {
                        outputs[from + i] = result.get(i).toFloatArray();
                    }
                }
            }
        }
        return outputs;
    }

    @Override
    public void close() {
        manager.close();
    }
}
