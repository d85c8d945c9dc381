package dev.graft.predictor.serving.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Takes the time of answers, waiting included. Only tasks in service are counted, so the tags are bounded. */
@Singleton
public class AnswerTimes {
    private final MeterRegistry meters;

    public AnswerTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    /** An answer and how long it took. */
    public record Timed<T>(T answer, Duration took) {}

    public <T> Optional<Timed<T>> time(String task, Supplier<Optional<T>> work) {
        Timer.Sample sample = Timer.start(meters);
        return work.get().map(answer -> {
            long nanos = sample.stop(meters.timer("graft.predictor.answers", "task", task));
            return new Timed<>(answer, Duration.ofNanos(nanos));
        });
    }
}
