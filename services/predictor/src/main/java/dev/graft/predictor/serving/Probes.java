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

    private static final Map<String, List<Input>> BY_MODALITY = Map.of(
            Task.TEXT,
            List.of(
                    new Input.Text("Hello"),
                    new Input.Text("?"),
                    new Input.Text("Wo ist mein Paket?"),
                    new Input.Text("where is it ".repeat(60)),
                    new Input.Text("\u4f60\u597d")),
            Task.IMAGE,
            List.of(square(0x808080), square(0xff8000)));

    private Probes() {}

    /** Those of a modality. */
    static List<Input> of(String modality) {
        return BY_MODALITY.getOrDefault(modality, List.of());
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
