package dev.graft.learning.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.TorchRuntime;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageRowsTest {

    private static final Preprocessing SMALL =
            new Preprocessing(30, Resampling.BILINEAR, 24, ChannelOrder.RGB, List.of(.5, .5, .5), List.of(.5, .5, .5));
    private static final Augmentation FLIPS = new Augmentation(List.of(new HorizontalFlip(0.5), new Rotation(20)));

    @Test
    void give_the_normalised_pictures_of_their_numbers_as_one_batch() throws Exception {
        // given
        List<RgbImage> pictures = List.of(Golden.picture("photo.png"), Golden.picture("source.png"));

        // when
        ImageRows rows = ImageRows.of(pictures, SMALL);
        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            NDArray batch = rows.batch(manager, new int[] {1, 0, 1});

            // then
            assertThat(batch.getShape().getShape()).containsExactly(3, 3, 24, 24);
            assertThat(batch.get(1).toFloatArray())
                    .containsExactly(floats(SMALL.tensor(pictures.get(0)).values()));
            assertThat(batch.get(0).toFloatArray()).containsExactly(batch.get(2).toFloatArray());
            assertThat(batch.getManager()).isSameAs(manager);
        }
        assertThat(rows.fixed()).isTrue();
        assertThat(rows.length(0)).isZero();
        assertThat(rows.inPass(3)).isSameAs(rows);
    }

    @Test
    void change_with_the_pass_when_they_are_augmented_and_with_nothing_else() throws Exception {
        List<RgbImage> pictures = List.of(Golden.picture("photo.png"));

        ImageRows rows = ImageRows.augmented(pictures, SMALL, FLIPS, 5);
        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            float[] first = rows.batch(manager, new int[] {0}).toFloatArray();

            assertThat(rows.fixed()).isFalse();
            assertThat(rows.inPass(0).batch(manager, new int[] {0}).toFloatArray())
                    .containsExactly(first);
            assertThat(rows.inPass(1).batch(manager, new int[] {0}).toFloatArray())
                    .isNotEqualTo(first);
        }
    }

    @Test
    void refuse_pictures_that_were_not_cut_to_the_networks_size() throws Exception {
        RgbImage photo = Golden.picture("photo.png");

        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            assertThatThrownBy(() -> ImageBatch.of(manager, SMALL, List.of(photo)))
                    .hasMessageContaining("61x83 is not 24x24");
        }
    }

    private static float[] floats(FloatBuffer values) {
        float[] copy = new float[values.remaining()];
        values.get(copy);
        return copy;
    }
}
