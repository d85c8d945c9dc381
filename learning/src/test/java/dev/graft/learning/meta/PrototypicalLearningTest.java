package dev.graft.learning.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.NativeHandles;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.TorchRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrototypicalLearningTest {
    private static final int SIDE = 16;
    private static final int WAYS = 8;

    @Test
    void tells_classes_apart_that_it_never_saw_by_one_image_of_each() {
        // given
        SmallImages seen = figures(80, 12, 1);
        SmallImages others = figures(24, 6, 2);

        // when
        try (PrototypeNetwork begun = new PrototypicalLearning(16, WAYS, 1, 3, 1, 1e-6, 1).learn(seen);
                PrototypeNetwork learnt = new PrototypicalLearning(16, WAYS, 1, 3, 300, 3e-3, 1).learn(seen)) {
            // then
            assertThat(accuracy(learnt, others)).isGreaterThan(0.6).isGreaterThan(accuracy(begun, others) + 0.1);
        }
    }

    @Test
    void features_of_an_image_do_not_depend_on_others_and_the_same_seed_gives_them_again() {
        SmallImages images = figures(10, 6, 3);
        PrototypicalLearning few = new PrototypicalLearning(4, 5, 2, 2, 3, 1e-3, 7);
        List<float[]> all =
                images.classes().stream().flatMap(List::stream).limit(9).toList();
        try (PrototypeNetwork one = few.learn(images);
                PrototypeNetwork two = few.learn(images)) {
            float[] alone = one.features(all.subList(8, 9))[0];
            assertThat(one.features(all)[8]).containsExactly(alone, within(1e-5f));
            assertThat(two.features(all.subList(8, 9))[0]).containsExactly(alone);
        }
    }

    @Test
    void nearness_is_the_negative_squared_distance() {
        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            NDArray near = PrototypeNetwork.nearness(
                    manager.create(new float[][] {{1, 2}, {0, 0}}),
                    manager.create(new float[][] {{1, 0}, {4, 6}, {1, 2}}));
            assertThat(near.toFloatArray()).containsExactly(new float[] {-4, -25, 0, -1, -52, -5}, within(1e-4f));
        }
    }

    @Test
    void a_turned_class_is_another_one() {
        float[] corner = new float[SIDE * SIDE];
        corner[1] = 1;
        SmallImages turned = new SmallImages(SIDE, List.of(List.of(corner))).withTurned();

        assertThat(turned.classes()).hasSize(4);
        assertThat(turned.classes().get(1).get(0)[SIDE + SIDE - 1]).isEqualTo(1);
        assertThat(turned.classes().get(2).get(0)[SIDE * SIDE - 2]).isEqualTo(1);
        assertThat(turned.classes().get(3).get(0)[(SIDE - 2) * SIDE]).isEqualTo(1);
    }

    @Test
    void leaves_no_native_arrays_behind() throws ReflectiveOperationException {
        SmallImages images = figures(10, 6, 3);
        PrototypicalLearning few = new PrototypicalLearning(4, 5, 2, 2, 3, 1e-3, 7);
        few.learn(images).close();
        int before = NativeHandles.count();

        try (PrototypeNetwork network = few.learn(images)) {
            network.classes(images.classes(), images.classes().get(0));
        }
        assertThat(NativeHandles.count()).isEqualTo(before);
    }

    @Test
    void says_what_it_needs() {
        assertThatThrownBy(() -> new PrototypicalLearning(4, 5, 4, 3, 3, 1e-3, 7).learn(figures(10, 6, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "5 ways need as many classes, each with 7 images; there are 10 classes, and one has 6");
        assertThatThrownBy(() -> new PrototypicalLearning(0, 5, 1, 1, 1, 0.1, 1))
                .hasMessageContaining("filters");
        assertThatThrownBy(() -> new PrototypicalLearning(1, 5, 1, 1, 1, 1, 1)).hasMessageContaining("rate");
        assertThatThrownBy(() -> new SmallImages(SIDE, List.of(List.of(new float[3]))))
                .hasMessageContaining("256 values");
        assertThatThrownBy(() -> new SmallImages(4, List.of())).hasMessageContaining("pixels a side");
    }

    private static double accuracy(PrototypeNetwork network, SmallImages images) {
        int right = 0;
        int all = 0;
        for (int first = 0; first + WAYS <= images.classes().size(); first += WAYS) {
            List<List<float[]>> drawn = images.classes().subList(first, first + WAYS);
            List<List<float[]>> known =
                    drawn.stream().map(each -> each.subList(0, 1)).toList();
            for (int way = 0; way < WAYS; way++) {
                int wanted = way;
                int[] told = network.classes(
                        known, drawn.get(way).subList(1, drawn.get(way).size()));
                right += (int) IntStream.of(told).filter(each -> each == wanted).count();
                all += told.length;
            }
        }
        return (double) right / all;
    }

    /** Classes of three strokes each, drawn again for each image a little elsewhere. */
    private static SmallImages figures(int classes, int each, long seed) {
        Random random = new Random(seed);
        List<List<float[]>> all = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            double[] ends = random.doubles(12, 3, SIDE - 4).toArray();
            List<float[]> images = new ArrayList<>();
            for (int j = 0; j < each; j++) {
                images.add(drawn(ends, random));
            }
            all.add(images);
        }
        return new SmallImages(SIDE, all);
    }

    private static float[] drawn(double[] ends, Random random) {
        float[] image = new float[SIDE * SIDE];
        int right = random.nextInt(5) - 2;
        int down = random.nextInt(5) - 2;
        for (int stroke = 0; stroke < ends.length; stroke += 4) {
            for (double along = 0; along <= 1; along += 0.05) {
                double x = ends[stroke] + along * (ends[stroke + 2] - ends[stroke]) + right;
                double y = ends[stroke + 1] + along * (ends[stroke + 3] - ends[stroke + 1]) + down;
                int column = Math.max(0, Math.min(SIDE - 1, (int) Math.round(x + 0.4 * random.nextGaussian())));
                int row = Math.max(0, Math.min(SIDE - 1, (int) Math.round(y)));
                image[row * SIDE + column] = 1;
            }
        }
        return image;
    }
}
