package dev.graft.learning.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import dev.graft.learning.backbone.RowDraw;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentationTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Preprocessing SMALL =
            new Preprocessing(30, Resampling.BILINEAR, 24, ChannelOrder.RGB, List.of(0., 0., 0.), List.of(1., 1., 1.));
    private static final Augmentation ALL = new Augmentation(List.of(
            RandomResizedCrop.ofArea(0.3),
            new Shear(10),
            new Zoom(0.8, 1.2),
            new Rotation(20),
            new HorizontalFlip(0.5),
            new ColourJitter(0.2, 0.2, 0.2, 0.05)));

    static List<AugmentationStep> steps() {
        return List.of(
                RandomResizedCrop.ofArea(0.1),
                new Rescale(24, 60),
                new Shear(30),
                new Zoom(0.7, 1.4),
                new Rotation(90),
                new HorizontalFlip(0.5),
                new ColourJitter(0.5, 0.5, 0.5, 0.3));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void gives_a_picture_of_the_networks_size_that_depends_on_seed_and_row_alone(AugmentationStep step)
            throws Exception {
        // given
        RgbImage photo = Golden.picture("photo.png");
        Augmentation augmentation = new Augmentation(List.of(step));

        // when
        RgbImage first = augmentation.apply(photo, SMALL, new RowDraw(7, 3));
        RgbImage again = augmentation.apply(photo, SMALL, new RowDraw(7, 3));
        long changed = IntStream.range(0, 20)
                .filter(pass -> Golden.difference(first, augmentation.apply(photo, SMALL, new RowDraw(pass, 4))) > 0)
                .count();

        // then
        assertThat(first.width()).isEqualTo(24);
        assertThat(first.height()).isEqualTo(24);
        assertThat(Golden.difference(first, again)).isZero();
        assertThat(changed).isGreaterThanOrEqualTo(4);
    }

    @Test
    void comes_back_from_json_with_the_names_of_its_steps() throws Exception {
        String json = JSON.writeValueAsString(ALL);

        assertThat(json).contains("{\"step\":\"zoom\",\"low\":0.8,\"high\":1.2}");
        assertThat(JSON.readValue(json, Augmentation.class)).isEqualTo(ALL);
    }

    @Test
    void refuses_a_step_that_it_does_not_know() {
        assertThatThrownBy(() -> JSON.readValue("{\"steps\":[{\"step\":\"blur\"}]}", Augmentation.class))
                .isInstanceOf(InvalidTypeIdException.class)
                .hasMessageContaining("blur");
    }

    @Test
    void refuses_a_sizing_step_behind_another_one() {
        assertThatThrownBy(() -> new Augmentation(List.of(new Shear(3), new Rescale(30, 40))))
                .hasMessageContaining("first step");
    }

    @Test
    void refuses_parameters_out_of_range() {
        assertThatThrownBy(() -> new HorizontalFlip(1.5)).hasMessageContaining("probability");
        assertThatThrownBy(() -> new Zoom(1.2, 0.8)).hasMessageContaining("low");
        assertThatThrownBy(() -> new Rotation(Double.NaN)).hasMessageContaining("degrees");
        assertThatThrownBy(() -> RandomResizedCrop.ofArea(0)).hasMessageContaining("minArea");
        assertThatThrownBy(() -> new ColourJitter(0, 0, 0, 0.6)).hasMessageContaining("hue");
    }

    @Test
    void without_steps_leaves_what_the_preprocessing_cuts_out() throws Exception {
        RgbImage photo = Golden.picture("photo.png");

        RgbImage untouched = Augmentation.NONE.apply(photo, SMALL, new RowDraw(1, 0));

        assertThat(Golden.difference(SMALL.fit(photo), untouched)).isZero();
    }

    @Test
    void flips_about_half_of_the_rows_exactly() throws Exception {
        // given
        RgbImage photo = Golden.picture("photo.png");
        RgbImage plain = SMALL.fit(photo);
        Augmentation flip = new Augmentation(List.of(new HorizontalFlip(0.5)));

        // when
        int flipped = 0;
        for (int row = 0; row < 200; row++) {
            RgbImage result = flip.apply(photo, SMALL, new RowDraw(1, row));
            if (result.level(0, 5, 0) != plain.level(0, 5, 0)) {
                flipped++;
                for (int x = 0; x < 24; x++) {
                    assertThat(result.level(x, 7, 1)).isEqualTo(plain.level(23 - x, 7, 1));
                }
            }
        }

        // then
        assertThat(flipped).isBetween(75, 125);
    }

    @Test
    void a_rotation_by_a_right_angle_turns_clockwise_without_loss() throws Exception {
        RgbImage square = SMALL.fit(Golden.picture("photo.png"));

        RgbImage turned = Rotation.by(90).of(square);

        for (int i = 0; i < 24; i++) {
            assertThat(turned.level(23 - 4, i, 0)).isEqualTo(square.level(i, 4, 0));
        }
    }

    @Test
    void a_zoom_by_two_shows_the_middle_twice_as_large() {
        // given: a white dot of 2 x 2 pixels in the middle of 8 x 8
        RgbImage dot = image(8, 8, (x, y) -> inside(x, y, 3, 4));

        // when
        RgbImage zoomed = Zoom.by(2).of(dot);

        // then: the light has about four times the area
        assertThat(light(zoomed) / (double) light(dot)).isCloseTo(4, within(0.3));
        assertThat(zoomed.level(3, 3, 0)).isEqualTo(255);
        assertThat(zoomed.level(0, 0, 0)).isZero();
    }

    @Test
    void a_shear_moves_rows_by_their_distance_from_the_middle() {
        // given: a white column in the middle
        RgbImage column = image(21, 21, (x, y) -> x == 10 ? 255 : 0);

        // when: 45 degrees move a row by its distance
        RgbImage sheared = Shear.by(45).of(column);

        // then
        assertThat(sheared.level(10, 10, 0)).isEqualTo(255);
        assertThat(sheared.level(15, 15, 0)).isEqualTo(255);
        assertThat(sheared.level(6, 6, 0)).isEqualTo(255);
        assertThat(sheared.level(10, 15, 0)).isZero();
    }

    @Test
    void neighbouring_warps_are_one_map_in_their_order() {
        Warp both = Shear.by(30).then(Rotation.by(90));
        RgbImage column = image(41, 41, (x, y) -> Math.abs(x - 20) <= 1 ? 255 : 0);

        RgbImage apart = Rotation.by(90).of(Shear.by(30).of(column));

        assertThat(Golden.difference(apart, both.of(column))).isLessThanOrEqualTo(2);
    }

    @Test
    void random_crops_have_the_areas_shapes_and_places_that_they_promise() {
        // given
        RandomResizedCrop crop = new RandomResizedCrop(0.2, 0.8, 0.75, 4 / 3.0);
        SplittableRandom random = new SplittableRandom(3);
        double area = 0;
        boolean touchesLeft = false;

        // when, then
        for (int i = 0; i < 500; i++) {
            Box box = crop.draw(400, 300, random);
            assertThat((double) box.width() / box.height()).isBetween(0.74, 1.35);
            assertThat(box.width() * box.height() / 120_000.0).isBetween(0.19, 0.81);
            assertThat(box.right()).isLessThanOrEqualTo(400);
            assertThat(box.bottom()).isLessThanOrEqualTo(300);
            area += box.width() * box.height() / 120_000.0;
            touchesLeft |= box.left() < 10;
        }
        assertThat(area / 500).isCloseTo(0.5, within(0.05));
        assertThat(touchesLeft).isTrue();
    }

    @Test
    void a_random_crop_that_fits_nowhere_is_the_middle_with_the_nearest_shape() {
        Box box = new RandomResizedCrop(0.9, 1, 0.9, 1.1).draw(1000, 10, new SplittableRandom(1));

        assertThat(box).isEqualTo(new Box(494, 0, 11, 10));
    }

    @Test
    void a_rescale_to_one_length_cuts_out_of_the_resized_picture() throws Exception {
        // given
        RgbImage photo = Golden.picture("photo.png");
        RgbImage resized = Resizer.resize(photo, Resampling.BILINEAR, 40, 54);

        // when
        RgbImage part = new Rescale(40, 40).apply(photo, SMALL, new SplittableRandom(2));

        // then
        boolean found = false;
        for (int top = 0; top <= 54 - 24; top++) {
            for (int left = 0; left <= 40 - 24; left++) {
                found |= Golden.difference(new Box(left, top, 24, 24).of(resized), part) == 0;
            }
        }
        assertThat(found).isTrue();
    }

    @Test
    void colours_change_by_their_definitions() {
        RgbImage two = RgbImage.of(2, 1, (byte) 200, (byte) 100, (byte) 50, (byte) 20, (byte) 20, (byte) 20);

        assertThat(levels(Colours.brightness(two, 1.5))).containsExactly(255, 150, 75, 30, 30, 30);
        // luma 124.2 and 20: their mean is 72
        assertThat(levels(Colours.contrast(two, 0))).containsExactly(72, 72, 72, 72, 72, 72);
        assertThat(levels(Colours.contrast(two, 2))).containsExactly(255, 128, 28, 0, 0, 0);
        assertThat(levels(Colours.saturation(two, 0))).containsExactly(124, 124, 124, 20, 20, 20);
        assertThat(levels(Colours.saturation(two, 1))).containsExactly(200, 100, 50, 20, 20, 20);
        // a third of the circle takes red to green
        assertThat(levels(Colours.hue(two, 1 / 3.0))).containsExactly(50, 200, 100, 20, 20, 20);
    }

    private interface Light {
        int at(int x, int y);
    }

    private static RgbImage image(int width, int height, Light light) {
        byte[] levels = new byte[width * height * 3];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) light.at(i / 3 % width, i / 3 / width);
        }
        return RgbImage.over(width, height, levels);
    }

    private static int inside(int x, int y, int low, int high) {
        return x >= low && x <= high && y >= low && y <= high ? 255 : 0;
    }

    private static long light(RgbImage image) {
        long sum = 0;
        for (byte level : image.levels()) {
            sum += level & 0xff;
        }
        return sum;
    }

    private static int[] levels(RgbImage image) {
        int[] levels = new int[image.levels().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = image.levels()[i] & 0xff;
        }
        return levels;
    }
}
