package dev.graft.learning.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.TorchRuntime;
import java.nio.FloatBuffer;
import java.util.AbstractList;
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
            NDArray batch = rows.batch(manager, new int[] {1, 0, 1}).pixels();

            // then
            assertThat(batch.getShape().getShape()).containsExactly(3, 3, 24, 24);
            assertThat(batch.get(1).toFloatArray())
                    .containsExactly(floats(SMALL.tensor(pictures.get(0)).values()));
            assertThat(batch.get(0).toFloatArray()).containsExactly(batch.get(2).toFloatArray());
            assertThat(batch.getManager()).isSameAs(manager);
        }
        assertThat(rows.fixed()).isTrue();
        assertThat(rows.length(0)).isZero();
    }

    @Test
    void are_changed_in_a_pass_by_its_seed_and_stay_as_they_are_otherwise() throws Exception {
        List<RgbImage> pictures = List.of(Golden.picture("photo.png"));

        ImageRows rows = ImageRows.of(pictures, SMALL, FLIPS);
        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            float[] plain = values(rows, manager);

            assertThat(rows.fixed()).isFalse();
            assertThat(plain).containsExactly(values(ImageRows.of(pictures, SMALL), manager));
            assertThat(values(rows.augmented(1), manager)).isNotEqualTo(plain);
            assertThat(values(rows.augmented(1), manager)).isNotEqualTo(values(rows.augmented(2), manager));
            assertThat(values(rows.augmented(1).augmented(2), manager)).isEqualTo(values(rows.augmented(2), manager));
        }
    }

    @Test
    void cut_no_picture_that_nobody_looks_at() {
        List<RgbImage> unreadable = new AbstractList<>() {
            @Override
            public RgbImage get(int row) {
                throw new AssertionError("row " + row + " was decoded");
            }

            @Override
            public int size() {
                return 3;
            }
        };

        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            ImageBatch batch = ImageRows.of(unreadable, SMALL).batch(manager, new int[] {2});

            assertThatThrownBy(batch::pixels).hasMessageContaining("row 2 was decoded");
        }
    }

    @Test
    void refuse_pictures_that_were_not_cut_to_the_networks_size() throws Exception {
        RgbImage photo = Golden.picture("photo.png");

        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            assertThatThrownBy(() ->
                            ImageBatch.of(manager, SMALL, () -> List.of(photo)).pixels())
                    .hasMessageContaining("61x83 is not 24x24");
        }
    }

    private static float[] values(ImageRows rows, NDManager manager) {
        return rows.batch(manager, new int[] {0}).pixels().toFloatArray();
    }

    private static float[] floats(FloatBuffer values) {
        float[] copy = new float[values.remaining()];
        values.get(copy);
        return copy;
    }
}
