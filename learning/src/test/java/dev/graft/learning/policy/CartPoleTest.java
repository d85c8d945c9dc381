package dev.graft.learning.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.graft.learning.policy.CartPole.Physics;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against what Gymnasium 1.4.0's {@code CartPole-v1} computes. */
class CartPoleTest {
    private static final int[] ACTIONS = {1, 0, 1, 1, 0, 1, 1, 1};

    @Test
    void moves_as_gymnasiums_does() {
        assertThat(after(Physics.USUAL))
                .containsExactly(
                        new double[] {
                            0.045613091734806245, 0.7582549476574841, -0.017487885435104975, -1.081534530360341
                        },
                        within(1e-12));
    }

    @Test
    void moves_as_gymnasiums_does_with_another_pole() {
        assertThat(after(Physics.USUAL.withPole(0.5, 1)))
                .containsExactly(
                        new double[] {0.041279206507543256, 0.6769315588228962, 0.012956419788385326, -0.450844904087687
                        },
                        within(1e-12));
    }

    @Test
    void ends_when_the_pole_is_too_steep() {
        CartPole cart = new CartPole(Physics.USUAL);
        cart.reset(0, 0, 0, 0);
        int steps = 1;
        Environment.Step step = cart.step(1);
        while (!step.isLast()) {
            step = cart.step(1);
            steps++;
        }
        assertThat(steps).isEqualTo(9);
        assertThat(step.terminated()).isTrue();
        assertThat(step.observation()[2]).isCloseTo(-0.21518604, within(1e-7));
    }

    @Test
    void is_cut_off_after_500_steps() {
        CartPole cart = new CartPole(new Physics(1e-9, 1, 0.1, 0.5, 1e-9));
        cart.reset(0, 0, 0, 0);
        Environment.Step last = IntStream.range(0, 500)
                .mapToObj(step -> cart.step(step % 2))
                .reduce((before, after) -> after)
                .orElseThrow();
        assertThat(last.truncated()).isTrue();
        assertThat(last.terminated()).isFalse();
    }

    @Test
    void begins_alike_for_a_seed_and_near_the_middle() {
        CartPole cart = new CartPole(Physics.USUAL);
        assertThat(cart.reset(3)).isEqualTo(cart.reset(3)).isNotEqualTo(cart.reset(4));
        for (double number : cart.reset(5)) {
            assertThat(number).isBetween(-0.05, 0.05);
        }
    }

    @Test
    void refuses_what_is_no_action_and_no_world() {
        CartPole cart = new CartPole(Physics.USUAL);
        assertThatThrownBy(() -> cart.step(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Physics.USUAL.withPole(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] after(Physics physics) {
        CartPole cart = new CartPole(physics);
        double[] state = cart.reset(0.01, -0.02, 0.03, 0.04);
        for (int action : ACTIONS) {
            state = cart.step(action).observation();
        }
        return state;
    }
}
