package dev.graft.learning.image;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Supplier;

/**
 * Pictures that are decoded each time they are asked for, so that a run holds only those of its batch. Safe for many
 * threads where the files are.
 */
public final class DecodedImages extends AbstractList<RgbImage> implements RandomAccess {
    private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);

    private final List<? extends Supplier<byte[]>> files;

    /** @param files the contents of JPEG or PNG files */
    public DecodedImages(List<? extends Supplier<byte[]>> files) {
        this.files = List.copyOf(files);
    }

    /** @throws IllegalStateException when the file holds no picture that can be shown */
    @Override
    public RgbImage get(int index) {
        try {
            return DECODER.decode(files.get(index).get());
        } catch (UnreadableImage e) {
            throw new IllegalStateException("picture " + index + " cannot be decoded: " + e.getMessage(), e);
        }
    }

    @Override
    public int size() {
        return files.size();
    }
}
