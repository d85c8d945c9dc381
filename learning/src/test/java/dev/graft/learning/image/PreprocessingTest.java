package dev.graft.learning.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.tensor.HostTensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessingTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "BILINEAR, 20, 14", "BILINEAR, 53, 20", "BILINEAR, 31, 37", "BILINEAR, 70, 45", "BILINEAR, 7, 61",
        "BILINEAR, 1, 1", "BICUBIC, 20, 14", "BICUBIC, 53, 20", "BICUBIC, 31, 37", "BICUBIC, 70, 45",
        "BICUBIC, 7, 61", "BICUBIC, 1, 1"
    })
    void resizes_to_the_levels_of_the_python_imaging_library(Resampling filter, int width, int height)
            throws Exception {
        // given
        String name = JSON.convertValue(filter, String.class);

        // when
        RgbImage resized = Resizer.resize(Golden.picture("source.png"), filter, width, height);

        // then
        assertThat(Golden.difference(Golden.levels("resize." + name + "." + width + "x" + height), resized))
                .isZero();
    }

    @Test
    void cuts_the_middle_of_the_resized_picture_out_as_torchvision_does() throws Exception {
        Preprocessing small = new Preprocessing(
                32, Resampling.BILINEAR, 25, ChannelOrder.RGB, List.of(0., 0., 0.), List.of(1., 1., 1.));

        RgbImage fitted = small.fit(Golden.picture("photo.png"));

        assertThat(Golden.difference(Golden.levels("fit.32.25"), fitted)).isZero();
    }

    @Test
    void takes_a_picture_a_thousand_times_wider_than_high() {
        RgbImage line = RgbImage.of(6000, 1, new byte[6000 * 3]);

        RgbImage fitted = Preprocessing.torchvision().fit(line);

        assertThat(fitted.width()).isEqualTo(224);
        assertThat(fitted.height()).isEqualTo(224);
    }

    @Test
    void normalises_each_colour_with_its_own_statistics() {
        // given: one pixel of red 255, green 0, blue 51
        RgbImage pixel = RgbImage.of(1, 1, (byte) 255, (byte) 0, (byte) 51);
        Preprocessing torch = new Preprocessing(
                1, Resampling.BILINEAR, 1, ChannelOrder.RGB, List.of(.485, .456, .406), List.of(.229, .224, .225));

        // when
        HostTensor tensor = torch.tensor(pixel);

        // then
        assertThat(tensor.shape().getShape()).containsExactly(3, 1, 1);
        assertThat(tensor.values().get(0)).isCloseTo((1 - .485f) / .229f, within(1e-6f));
        assertThat(tensor.values().get(1)).isCloseTo(-.456f / .224f, within(1e-6f));
        assertThat(tensor.values().get(2)).isCloseTo((.2f - .406f) / .225f, within(1e-6f));
    }

    @Test
    void gives_tensorflow_levels_from_minus_one_to_one_and_caffe_blue_first_without_its_mean() {
        RgbImage grey = RgbImage.of(1, 1, (byte) 255, (byte) 0, (byte) 100);

        assertThat(floats(Preprocessing.tensorflow(), grey, 224 * 224))
                .containsExactly(new float[] {1, -1, 100 / 127.5f - 1}, within(1e-6f));
        assertThat(floats(Preprocessing.caffe(227), grey, 227 * 227))
                .containsExactly(new float[] {100 - 104, -117, 255 - 123}, within(1e-3f));
    }

    @Test
    void comes_back_from_json() throws Exception {
        Preprocessing caffe = Preprocessing.caffe(227);

        String json = JSON.writeValueAsString(caffe);

        assertThat(json).contains("\"resampling\":\"bilinear\"").contains("\"order\":\"bgr\"");
        assertThat(JSON.readValue(json, Preprocessing.class)).isEqualTo(caffe);
    }

    @Test
    void refuses_sizes_and_statistics_that_make_no_sense() {
        List<Double> three = List.of(1., 1., 1.);

        assertThatThrownBy(() -> new Preprocessing(200, Resampling.BILINEAR, 224, ChannelOrder.RGB, three, three))
                .hasMessageContaining("crop of 224");
        assertThatThrownBy(() ->
                        new Preprocessing(256, Resampling.BILINEAR, 224, ChannelOrder.RGB, three, List.of(1., 0., 1.)))
                .hasMessageContaining("positive");
        assertThatThrownBy(() ->
                        new Preprocessing(256, Resampling.BILINEAR, 224, ChannelOrder.RGB, three, List.of(1., 1.)))
                .hasMessageContaining("each");
    }

    /** The first value of each channel; the picture has one colour. */
    private static float[] floats(Preprocessing preprocessing, RgbImage image, int plane) {
        HostTensor tensor = preprocessing.tensor(image);
        return new float[] {
            tensor.values().get(0), tensor.values().get(plane), tensor.values().get(2 * plane)
        };
    }
}
