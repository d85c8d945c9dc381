package dev.graft.predictor.serving.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values of a tensor, row by row, whether its data is flat or nested: the protocol allows both. */
final class TensorData {
    private TensorData() {}

    /**
     * The values of a tensor of shape [n, width], or [n] where width is 1.
     *
     * @return null where shape and data are not so
     */
    static @Nullable List<@Nullable Object> of(Tensor tensor, int width) {
        List<Long> shape = tensor.shape();
        if (tensor.data() == null || shape == null || !isOfWidth(shape, width)) {
            return null;
        }
        List<@Nullable Object> flat = new ArrayList<>();
        for (Object each : tensor.data()) {
            if (each instanceof List<?> row && row.size() == width) {
                flat.addAll(row);
            } else {
                flat.add(each);
            }
        }
        return flat.size() % width == 0 && shape.get(0) == flat.size() / width ? flat : null;
    }

    private static boolean isOfWidth(List<Long> shape, int width) {
        return !shape.isEmpty()
                && shape.size() <= 2
                && shape.stream().noneMatch(Objects::isNull)
                && (shape.size() == 2 ? shape.get(1) : 1) == width;
    }
}
