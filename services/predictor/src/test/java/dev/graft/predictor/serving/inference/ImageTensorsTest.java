package dev.graft.predictor.serving.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.question.InvalidInput;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two pixels beside each other: orange and black. */
class ImageTensorsTest {
    private static final int ORANGE = 0xffff8000;
    private static final int BLACK = 0xff000000;

    static Stream<Tensor> orangeAndBlack() {
        return Stream.of(
                tensor("FP32", List.of(1L, 3L, 1L, 2L), List.of(1f, 0f, 0.5f, 0f, 0f, 0f)),
                tensor("FP32", List.of(1L, 1L, 2L, 3L), List.of(1f, 0.5f, 0f, 0f, 0f, 0f)),
                tensor("UINT8", List.of(1L, 1L, 2L, 3L), List.of(255, 128, 0, 0, 0, 0)),
                tensor(
                        "FP32",
                        List.of(1L, 1L, 2L, 3L),
                        List.of(List.of(List.of(List.of(1, 0.5, 0), List.of(0, 0, 0))))));
    }

    @ParameterizedTest
    @MethodSource("orangeAndBlack")
    void pixels_become_the_file_that_says_the_same(Tensor tensor) throws Exception {
        BufferedImage picture = picture(ImageTensors.of(tensor).get(0));

        assertThat(picture.getWidth()).isEqualTo(2);
        assertThat(picture.getHeight()).isEqualTo(1);
        assertThat(picture.getRGB(0, 0)).isEqualTo(ORANGE);
        assertThat(picture.getRGB(1, 0)).isEqualTo(BLACK);
    }

    @Test
    void several_pictures_keep_their_order() throws Exception {
        List<Input> inputs = ImageTensors.of(tensor("UINT8", List.of(2L, 3L, 1L, 1L), List.of(255, 128, 0, 0, 0, 0)));

        assertThat(picture(inputs.get(0)).getRGB(0, 0)).isEqualTo(ORANGE);
        assertThat(picture(inputs.get(1)).getRGB(0, 0)).isEqualTo(BLACK);
    }

    static Stream<Tensor> none() {
        return Stream.of(
                tensor("FP32", List.of(1L, 1L, 1L, 1L), List.of(1f)),
                tensor("FP32", List.of(3L, 1L, 1L), List.of(1f, 1f, 1f)),
                tensor("FP32", List.of(0L, 3L, 1L, 1L), List.of()),
                tensor("FP32", List.of(17L, 3L, 1L, 1L), Collections.nCopies(51, 1f)),
                tensor("FP32", List.of(1L, 3L, 1L, 2L), List.of(1f, 1f, 1f)),
                tensor("FP32", List.of(1L, 3L, Long.MAX_VALUE, 2L), List.of(1f)),
                tensor("FP32", List.of(1L, 3L, 2_001L, 2_000L), List.of(1f)),
                tensor("FP32", List.of(1L, 3L, 1L, 1L), List.of(1f, 1f, 1.5f)),
                tensor("FP32", List.of(1L, 3L, 1L, 1L), List.of(1f, 1f, Float.NaN)),
                tensor("UINT8", List.of(1L, 3L, 1L, 1L), List.of(1, 1, "a")),
                tensor("FP32", Collections.nCopies(4, null), List.of(1f)),
                tensor("FP32", null, List.of(1f)),
                tensor("FP32", List.of(1L, 3L, 1L, 1L), null));
    }

    @ParameterizedTest
    @MethodSource("none")
    void what_is_no_picture_is_refused(Tensor tensor) {
        assertThatThrownBy(() -> ImageTensors.of(tensor)).isInstanceOf(InvalidInput.class);
    }

    private static Tensor tensor(String datatype, List<Long> shape, List<?> data) {
        return new Tensor("image", shape, datatype, data);
    }

    private static BufferedImage picture(Input input) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(((Input.Image) input).base64())));
    }
}
