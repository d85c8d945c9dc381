package dev.graft.learning.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.pytorch.engine.NativeHandles;
import dev.graft.learning.policy.CartPole.Physics;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PolicyTransferTest {
    private static final double SOLVED = 475;
    private static final int MOST = 60_000;

    private static Ppo.Learnt teacher;

    @BeforeAll
    static void learns_a_teacher() {
        teacher = Ppo.of(1).learn(usual(), usual(), null, MOST, SOLVED);
    }

    @Test
    void a_policy_learns_to_hold_the_pole() {
        assertThat(teacher.curve().get(0).meanReturn()).isLessThan(150);
        assertThat(Returns.mean(teacher.policy(), usual(), 50, 77)).isGreaterThan(450);
        assertThat(teacher.steps())
                .isEqualTo(teacher.curve().get(teacher.curve().size() - 1).steps());
    }

    @Test
    void a_much_smaller_student_holds_it_as_well() {
        Policy student = PolicyDistillation.of(8, 2).student(teacher.policy(), usual());

        assertThat(student.parameters()).isLessThan(teacher.policy().parameters() / 20);
        assertThat(Returns.mean(student, usual(), 50, 77))
                .isGreaterThan(0.95 * Returns.mean(teacher.policy(), usual(), 50, 77));
    }

    @Test
    void the_same_seed_gives_the_same_student() {
        PolicyDistillation shorter = new PolicyDistillation(4, 1, 2, 200, 2, 32, 3e-3, 5);
        double[] observation = {0.1, 0.2, 0.03, -0.4};
        assertThat(shorter.student(teacher.policy(), usual()).logits(observation))
                .isEqualTo(shorter.student(teacher.policy(), usual()).logits(observation));
    }

    @Test
    void a_policy_goes_on_from_another_one() {
        Ppo.Learnt further = Ppo.of(3).learn(usual(), usual(), teacher.policy(), 1_024, Double.POSITIVE_INFINITY);

        assertThat(further.curve().get(0).meanReturn())
                .isEqualTo(teacher.curve().get(teacher.curve().size() - 1).meanReturn());
        assertThat(further.steps()).isEqualTo(1_024);
        assertThat(further.policy().hidden()).isEqualTo(teacher.policy().hidden());
    }

    @Test
    void leaves_no_native_arrays() throws ReflectiveOperationException {
        int before = NativeHandles.count();
        new PolicyDistillation(4, 1, 1, 100, 1, 32, 3e-3, 5).student(teacher.policy(), usual());
        assertThat(NativeHandles.count()).isEqualTo(before);
    }

    @Test
    void says_what_settings_it_takes() {
        assertThatThrownBy(() -> new Ppo(0, 64, 1, 32, 1e-3, 0.9, 0.9, 0.2, 1)).hasMessageContaining("hidden units");
        assertThatThrownBy(() -> new Ppo(8, 64, 1, 32, 2, 0.9, 0.9, 0.2, 1)).hasMessageContaining("rate");
        assertThatThrownBy(() -> PolicyDistillation.of(0, 1)).hasMessageContaining("hidden units");
        assertThatThrownBy(() -> new PolicyDistillation(8, 0, 1, 100, 1, 32, 1e-3, 1))
                .hasMessageContaining("temperature");
    }

    private static CartPole usual() {
        return new CartPole(Physics.USUAL);
    }
}
