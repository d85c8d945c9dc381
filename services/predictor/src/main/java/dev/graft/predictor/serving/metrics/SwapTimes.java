package dev.graft.predictor.serving.metrics;

import dev.graft.contracts.document.ModelVersion;
import dev.graft.platform.trace.Spans;
import dev.graft.platform.trace.Subject;
import dev.graft.predictor.serving.SwapChampion.Outcome;
import dev.graft.predictor.serving.SwapChampion.SwapWatch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** The time that a version takes from the decision to serve it until it serves, and its span in the trace of its batch. */
@Singleton
public class SwapTimes implements SwapWatch {
    private final MeterRegistry meters;

    public SwapTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public Outcome follow(ModelVersion next, Supplier<Outcome> swap) {
        return Spans.in("swap champion", () -> {
            Subject.TASK.is(next.task());
            Subject.RUN.is(next.evaluation().runId());
            Span.current().setAttribute("graft.model.version", next.version());
            Timer.Sample sample = Timer.start(meters);
            try {
                return ended(swap.get());
            } finally {
                sample.stop(meters.timer("graft.predictor.swap.time"));
                Subject.clear();
            }
        });
    }

    private static Outcome ended(Outcome outcome) {
        if (outcome == Outcome.FAILED) {
            Span.current().setStatus(StatusCode.ERROR, "the version cannot serve; the one before it goes on");
        }
        return outcome;
    }
}
