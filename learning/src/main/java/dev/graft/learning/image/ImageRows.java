package dev.graft.learning.image;

import ai.djl.ndarray.NDManager;
import dev.graft.learning.backbone.InputRows;
import dev.graft.learning.backbone.RowDraw;
import java.util.Arrays;
import java.util.List;

/**
 * The pictures of a run by number, cut and normalised as their backbone wants them; safe for many threads where the list
 * is. Decoded pictures may be held in memory, or made anew by a list that decodes in {@code get}.
 */
public final class ImageRows implements InputRows<ImageBatch> {

    private final List<RgbImage> decoded;
    private final Preprocessing preprocessing;
    private final Augmentation training;
    private final Augmentation now;
    private final long seed;

    private ImageRows(
            List<RgbImage> decoded, Preprocessing preprocessing, Augmentation training, Augmentation now, long seed) {
        this.decoded = decoded;
        this.preprocessing = preprocessing;
        this.training = training;
        this.now = now;
        this.seed = seed;
    }

    /** Rows that training sees as they are. */
    public static ImageRows of(List<RgbImage> decoded, Preprocessing preprocessing) {
        return of(decoded, preprocessing, Augmentation.NONE);
    }

    /** Rows that each pass over the training rows sees changed; everything else sees them as they are. */
    public static ImageRows of(List<RgbImage> decoded, Preprocessing preprocessing, Augmentation training) {
        return new ImageRows(decoded, preprocessing, training, Augmentation.NONE, 0);
    }

    @Override
    public int size() {
        return decoded.size();
    }

    /** 0: pictures have no length. */
    @Override
    public int length(int row) {
        return 0;
    }

    @Override
    public ImageBatch batch(NDManager owner, int[] rows) {
        return ImageBatch.of(
                owner,
                preprocessing,
                () -> Arrays.stream(rows).mapToObj(this::picture).toList());
    }

    private RgbImage picture(int row) {
        return now.apply(decoded.get(row), preprocessing, new RowDraw(seed, row));
    }

    @Override
    public boolean fixed() {
        return training.steps().isEmpty();
    }

    @Override
    public ImageRows augmented(long seed) {
        return new ImageRows(decoded, preprocessing, training, training, seed);
    }
}
