package dev.graft.learning.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.strategy.Contrast;
import dev.graft.learning.strategy.Contrast.Objective;
import org.junit.jupiter.api.Test;

class ContrastiveLossTest {

    /** Three directions; cosines: 0-1 0.6, 0-2 0, 1-2 0.8. */
    private static final float[] ROWS = {2, 0, 0.6f, 0.8f, 0, 5};

    @Test
    void the_supervised_contrastive_loss_is_that_of_its_definition() {
        double first = -0.6 / 0.5 + Math.log(Math.exp(0.6 / 0.5) + Math.exp(0));
        double second = -0.6 / 0.5 + Math.log(Math.exp(0.6 / 0.5) + Math.exp(0.8 / 0.5));

        assertThat(loss(Objective.CONTRASTIVE, 7, 7, 3)).isCloseTo((first + second) / 2, within(1e-5));
    }

    @Test
    void the_cosine_loss_gives_partners_and_others_half_of_the_weight_each() {
        assertThat(loss(Objective.COSINE, 7, 7, 3)).isCloseTo(0.5 * 0.4 * 0.4 + 0.5 * 0.64 / 2, within(1e-5));
        assertThat(loss(Objective.COSINE, 1, 2, 3)).isCloseTo((0.36 + 0 + 0.64) / 3, within(1e-5));
    }

    @Test
    void a_batch_in_which_no_row_has_a_partner_teaches_nothing_by_contrast() {
        assertThat(loss(Objective.CONTRASTIVE, 1, 2, 3)).isZero();
    }

    private static double loss(Objective objective, int... classes) {
        try (NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU)) {
            ContrastiveLoss loss = new ContrastiveLoss(new Contrast(1, 4, 1e-3, objective, 0.5));
            return loss.of(manager.create(ROWS, new Shape(3, 2)), classes).getFloat();
        }
    }
}
