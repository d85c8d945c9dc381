package dev.graft.evaluator.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.task.Gate;
import dev.graft.learning.gate.GateMetric;
import org.junit.jupiter.api.Test;

/** The scores that a declaration may name are those that the gate knows, and no others. */
class GateMetricsTest {
    @Test
    void what_a_task_may_name_is_what_the_gate_decides_by() {
        assertThat(Gate.METRICS)
                .hasSize(GateMetric.values().length)
                .allSatisfy(name -> assertThat(GateMetric.ofId(name)).isNotNull());
    }
}
