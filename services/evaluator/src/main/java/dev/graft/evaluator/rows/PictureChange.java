package dev.graft.evaluator.rows;

import dev.graft.contracts.document.RowContent;
import dev.graft.learning.image.DecodedImages;
import dev.graft.learning.image.PngFile;
import dev.graft.learning.image.RgbImage;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Small changes of pictures, made anew each time that one is looked at, so that none of them has to be kept. */
final class PictureChange {
    private static final double EDGE = 0.05;
    private static final int LEVELS = 12;

    private PictureChange() {}

    /** A twentieth is cut off each side. */
    static RowContent.Image cropped(RowContent.Image image) {
        return with(image, PictureChange::cropped);
    }

    /** Each level is off by up to {@value #LEVELS} of 255. */
    static RowContent.Image noisy(RowContent.Image image, SplittableRandom random) {
        long seed = random.nextLong();
        return with(image, picture -> noisy(picture, new SplittableRandom(seed)));
    }

    static RgbImage cropped(RgbImage picture) {
        int left = (int) (picture.width() * EDGE);
        int top = (int) (picture.height() * EDGE);
        int width = picture.width() - 2 * left;
        byte[] levels = new byte[width * (picture.height() - 2 * top) * RgbImage.CHANNELS];
        for (int at = 0; at < levels.length; at++) {
            int pixel = at / RgbImage.CHANNELS;
            levels[at] = (byte) picture.level(left + pixel % width, top + pixel / width, at % RgbImage.CHANNELS);
        }
        return RgbImage.of(width, picture.height() - 2 * top, levels);
    }

    static RgbImage noisy(RgbImage picture, SplittableRandom random) {
        byte[] levels = new byte[picture.width() * picture.height() * RgbImage.CHANNELS];
        for (int at = 0; at < levels.length; at++) {
            int pixel = at / RgbImage.CHANNELS;
            int level = picture.level(pixel % picture.width(), pixel / picture.width(), at % RgbImage.CHANNELS);
            levels[at] = (byte) Math.max(0, Math.min(255, level + random.nextInt(-LEVELS, LEVELS + 1)));
        }
        return RgbImage.of(picture.width(), picture.height(), levels);
    }

    private static RowContent.Image with(RowContent.Image image, UnaryOperator<RgbImage> change) {
        return new RowContent.Image(
                image.name(),
                image.perceptualHash(),
                () -> PngFile.of(change.apply(new DecodedImages(List.of(image.file())).get(0))));
    }
}
