package dev.graft.evaluator.comparison;

import dev.graft.contracts.task.Gate;
import dev.graft.learning.gate.GateMetric;
import dev.graft.learning.gate.GatePolicy;
import org.jspecify.annotations.Nullable;

/** A task's gate as the policy that the gate of the learning library asks for. */
public final class TaskGate {
    private TaskGate() {}

    /** The policy; where the task leaves something open, the library's default. */
    public static GatePolicy policy(Gate gate) {
        GatePolicy defaults = GatePolicy.defaults();
        return new GatePolicy(
                metric(gate),
                orElse(gate.minimumGain(), defaults.minimumGain()),
                orElse(gate.maximumLossPerSlice(), defaults.maximumLossPerSlice()),
                Math.max(1, orElse(gate.minimumTestRows(), defaults.minimumTestRows())),
                gate.minimumScore(),
                gate.maximumCalibrationError(),
                orElse(gate.confidence(), defaults.confidence()),
                gate.nonInferiorityMargin(),
                gate.maximumSizeRatio(),
                gate.maximumLatencyRatio());
    }

    /** The score that the task is about. */
    public static GateMetric metric(Gate gate) {
        return GateMetric.ofId(orElse(gate.metric(), Gate.MACRO_F1));
    }

    private static <T> T orElse(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }
}
