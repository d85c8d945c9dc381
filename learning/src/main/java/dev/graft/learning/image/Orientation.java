package dev.graft.learning.image;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** How the stored rows and columns of a picture lie to the upright one: EXIF 2.32, tag 0x0112, values 1 to 8. */
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    TURNED_HALF(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    NEEDS_TURN_RIGHT(true, true, false),
    TRANSVERSED(true, true, true),
    NEEDS_TURN_LEFT(true, false, true);

    private final boolean transpose;
    private final boolean mirror;
    private final boolean flip;

    Orientation(boolean transpose, boolean mirror, boolean flip) {
        this.transpose = transpose;
        this.mirror = mirror;
        this.flip = flip;
    }

    /** What a file's EXIF data says; upright where it says nothing or is broken, for the pixels are good all the same. */
    static Orientation ofExif(byte[] file) {
        Integer tag = null;
        try {
            ExifIFD0Directory directory = ImageMetadataReader.readMetadata(new ByteArrayInputStream(file))
                    .getFirstDirectoryOfType(ExifIFD0Directory.class);
            tag = directory == null ? null : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        } catch (ImageProcessingException | IOException e) {
            return UPRIGHT;
        }
        return tag == null || tag < 1 || tag > values().length ? UPRIGHT : values()[tag - 1];
    }

    RgbImage upright(RgbImage stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int width = transpose ? stored.height() : stored.width();
        int height = transpose ? stored.width() : stored.height();
        byte[] source = stored.levels();
        byte[] levels = new byte[source.length];
        int at = 0;
        for (int y = 0; y < height; y++) {
            int row = flip ? height - 1 - y : y;
            for (int x = 0; x < width; x++) {
                int column = mirror ? width - 1 - x : x;
                int pixel = transpose ? column * stored.width() + row : row * stored.width() + column;
                System.arraycopy(source, pixel * RgbImage.CHANNELS, levels, at, RgbImage.CHANNELS);
                at += RgbImage.CHANNELS;
            }
        }
        return RgbImage.over(width, height, levels);
    }
}
