package dev.graft.predictor.serving.storage;

import dev.graft.contracts.task.Task;
import dev.graft.learning.image.ImageDecoder;
import dev.graft.learning.image.ImageLimits;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.image.UnreadableImage;
import dev.graft.learning.imagemodel.ImageClassifier;
import dev.graft.predictor.serving.Classifier;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.UnreadableInput;
import java.util.AbstractList;
import java.util.Base64;
import java.util.List;

/** A model of images, which decodes them. */
record OfImages(ImageClassifier model) implements Classifier {
    /** Decoded, 16 million pixels take about 100 MB, and a small file may state many more. */
    private static final ImageDecoder DECODER = new ImageDecoder(new ImageLimits(8 << 20, 16_000_000));

    @Override
    public String modality() {
        return Task.IMAGE;
    }

    @Override
    public List<String> preparation() {
        return model.preparation();
    }

    @Override
    public List<String> labels() {
        return model.labels();
    }

    @Override
    public float[][] probabilities(List<Input> inputs) {
        return model.probabilities(decodedOnDemand(inputs));
    }

    @Override
    public float[][] features(List<Input> inputs) {
        return model.features(decodedOnDemand(inputs));
    }

    /** One whole picture is in memory at a time: the model keeps of each what its network sees. */
    private static List<RgbImage> decodedOnDemand(List<Input> inputs) {
        return new AbstractList<>() {
            @Override
            public RgbImage get(int index) {
                return picture(index, Input.at(index, inputs, Input.Image.class).base64());
            }

            @Override
            public int size() {
                return inputs.size();
            }
        };
    }

    private static RgbImage picture(int index, String base64) {
        try {
            return DECODER.decode(Base64.getDecoder().decode(base64));
        } catch (UnreadableImage | IllegalArgumentException e) {
            throw new UnreadableInput(index, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
