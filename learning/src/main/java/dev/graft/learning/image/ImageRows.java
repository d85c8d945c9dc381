package dev.graft.learning.image;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.backbone.InputRows;
import java.util.Arrays;
import java.util.List;

/**
 * The pictures of a run by number, cut and normalised as their backbone wants them; safe for many threads where the list
 * is. Decoded pictures may be held in memory, or made anew by a list that decodes in {@code get}.
 */
public final class ImageRows implements InputRows<NDArray> {

    private final List<RgbImage> decoded;
    private final Preprocessing preprocessing;
    private final Augmentation augmentation;
    private final long seed;
    private final int pass;

    private ImageRows(
            List<RgbImage> decoded, Preprocessing preprocessing, Augmentation augmentation, long seed, int pass) {
        this.decoded = decoded;
        this.preprocessing = preprocessing;
        this.augmentation = augmentation;
        this.seed = seed;
        this.pass = pass;
    }

    /** Rows that are the same each time: for validation, inference, and training without augmentation. */
    public static ImageRows of(List<RgbImage> decoded, Preprocessing preprocessing) {
        return new ImageRows(decoded, preprocessing, Augmentation.NONE, 0, 0);
    }

    /** Training rows of pass 0, changed anew in each pass. */
    public static ImageRows augmented(
            List<RgbImage> decoded, Preprocessing preprocessing, Augmentation augmentation, long seed) {
        return new ImageRows(decoded, preprocessing, augmentation, seed, 0);
    }

    /** The same rows as {@code pass} (from 0) sees them. */
    public ImageRows inPass(int pass) {
        return fixed() ? this : new ImageRows(decoded, preprocessing, augmentation, seed, pass);
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

    /** The pictures as (B, 3, crop, crop). */
    @Override
    public NDArray batch(NDManager owner, int[] rows) {
        return ImageBatch.of(
                owner,
                preprocessing,
                Arrays.stream(rows).mapToObj(this::picture).toList());
    }

    private RgbImage picture(int row) {
        return augmentation.apply(decoded.get(row), preprocessing, new RowDraw(seed, pass, row));
    }

    @Override
    public boolean fixed() {
        return augmentation.steps().isEmpty();
    }
}
