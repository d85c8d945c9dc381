package dev.graft.predictor.serving;

import dev.graft.contracts.task.Task;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** What every version is asked before it serves: texts short, long, empty of meaning, not English; plain pictures. */
final class Probes {
    private static final int SIDE = 32;

    private static final Map<String, List<String>> BY_MODALITY = Map.of(
            Task.TEXT,
            List.of("Hello", "?", "Wo ist mein Paket?", "where is it ".repeat(60), "\u4f60\u597d"),
            Task.IMAGE,
            List.of(square(0x808080), square(0xff8000)));

    private Probes() {}

    /** Those of a modality. */
    static List<String> of(String modality) {
        return BY_MODALITY.getOrDefault(modality, List.of());
    }

    private static String square(int rgb) {
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
        return Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
