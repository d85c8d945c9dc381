package dev.graft.learning.meta;

import java.util.ArrayList;
import java.util.List;

/**
 * Square images of one channel by class.
 *
 * @param side pixels, 8 to {@value #MOST_SIDE}
 * @param classes the images of each class, each of {@code side * side} values in rows from the top, best about 0 to 1
 */
public record SmallImages(int side, List<List<float[]>> classes) {

    private static final int LEAST_SIDE = 8;
    private static final int MOST_SIDE = 256;

    public SmallImages {
        if (side < LEAST_SIDE || side > MOST_SIDE) {
            throw new IllegalArgumentException(
                    "images have " + LEAST_SIDE + " to " + MOST_SIDE + " pixels a side, not " + side);
        }
        classes = classes.stream().map(List::copyOf).toList();
        for (List<float[]> images : classes) {
            if (images.isEmpty() || images.stream().anyMatch(image -> image.length != side * side)) {
                throw new IllegalArgumentException("each class needs images, each of " + side * side
                        + " values, which is " + side + " times " + side);
            }
        }
    }

    /** These classes and each of them turned by one, two and three right angles, as classes of their own (Santoro et al. 2016). */
    public SmallImages withTurned() {
        List<List<float[]>> all = new ArrayList<>(classes);
        List<List<float[]>> turned = classes;
        for (int quarter = 0; quarter < 3; quarter++) {
            turned = turned.stream()
                    .map(images -> images.stream().map(this::turned).toList())
                    .toList();
            all.addAll(turned);
        }
        return new SmallImages(side, all);
    }

    private float[] turned(float[] image) {
        float[] turned = new float[image.length];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                turned[column * side + side - 1 - row] = image[row * side + column];
            }
        }
        return turned;
    }
}
