package dev.graft.predictor.serving;

import dev.graft.contracts.task.Features.Column;
import dev.graft.contracts.task.Task;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * What every version is asked before it serves: texts, single or in pairs, short, long, empty of meaning, not English; plain pictures; of a model's
 * columns a row with a plausible value in each, and one with what is required alone.
 */
final class Probes {
    private static final int SIDE = 32;

    private static final Map<String, List<Input>> BY_MODALITY = Map.of(
            Task.TEXT,
            List.of(
                    new Input.Text("Hello"),
                    new Input.Text("?"),
                    new Input.Text("Wo ist mein Paket?"),
                    new Input.Text("where is it ".repeat(60)),
                    new Input.Text("\u4f60\u597d")),
            Task.TEXT_PAIR,
            List.of(
                    new Input.Pair("Hello", "Good morning"),
                    new Input.Pair("?", "!"),
                    new Input.Pair("Wo ist mein Paket?", "Es ist unterwegs."),
                    new Input.Pair("where is it ".repeat(60), "it is here ".repeat(60)),
                    new Input.Pair("\u4f60\u597d", "Hello")),
            Task.IMAGE,
            List.of(square(0x808080), square(0xff8000)));

    private Probes() {}

    /** Those that suit a model. */
    static List<Input> of(Classifier classifier) {
        return classifier.modality().equals(Task.TABULAR)
                ? List.of(row(classifier.columns(), false), row(classifier.columns(), true))
                : BY_MODALITY.getOrDefault(classifier.modality(), List.of());
    }

    private static Input row(List<Column> columns, boolean sparse) {
        Map<String, @Nullable String> values = new HashMap<>();
        for (Column column : columns) {
            if (!sparse || Boolean.TRUE.equals(column.required())) {
                values.put(column.name(), plausible(column));
            }
        }
        return new Input.Row(values, null);
    }

    /** The first word; the middle of the range, or what is nearest to 0 where it is open. */
    private static String plausible(Column column) {
        if (column.values() != null) {
            return column.values().get(0);
        }
        Double least = column.minimum();
        Double most = column.maximum();
        if (least != null && most != null) {
            return Double.toString(least / 2 + most / 2);
        }
        return Double.toString(least != null ? Math.max(least, 0) : most != null ? Math.min(most, 0) : 0);
    }

    private static Input square(int rgb) {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            picture.setRGB(pixel % SIDE, pixel / SIDE, rgb);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Input.Image(Base64.getEncoder().encodeToString(png.toByteArray()));
    }
}
