package dev.graft.predictor.serving;

import dev.graft.predictor.serving.AnswerRequest.Table;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A newer version on trial. Some batches, drawn at random, go to it; one that it fails on goes to the version before it, so
 * that nobody sees a failure. It is judged by how often that happens and by how long an input takes either version at the
 * median. Thread-safe.
 */
public final class Canary {
    /** Less of a difference is not worth a rollback, however many times it is. */
    private static final long LEAST_SLOWDOWN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final ServedModel model;
    private final CanaryPlan plan;
    private final LongSupplier nanoTime;
    private final DoubleSupplier draw;
    private final long since;
    private final MedianTime own = new MedianTime();
    private final MedianTime before = new MedianTime();
    private long inputs;
    private long failures;
    private String failure = "";

    Canary(ServedModel model, CanaryPlan plan) {
        this(model, plan, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    }

    Canary(ServedModel model, CanaryPlan plan, LongSupplier nanoTime, DoubleSupplier draw) {
        this.model = model;
        this.plan = plan;
        this.nanoTime = nanoTime;
        this.draw = draw;
        this.since = nanoTime.getAsLong();
    }

    /** What is known of a trial: the first two stand for good. */
    public enum State {
        PASSED,
        FAILED,
        OPEN
    }

    /** How a trial stands; the sentence says why it is over, or what it waits for. */
    public record Standing(State state, String sentence, long inputs, long failures) {}

    /** The version on trial. */
    public ServedModel model() {
        return model;
    }

    /** Null when the version that had to answer has been retired in between. */
    @Nullable
    Table ask(ServedModel champion, List<Input> batch) {
        return draw.getAsDouble() < plan.share() ? tried(champion, batch) : timed(champion, batch, before);
    }

    private @Nullable Table tried(ServedModel champion, List<Input> batch) {
        try {
            Table answer = timed(model, batch, own);
            if (answer != null) {
                count(batch.size(), null);
            }
            return answer;
        } catch (RuntimeException e) {
            // Where the champion fails too the input is to blame, and its failure is the one that is told.
            Table answer = champion.ask(batch);
            if (answer != null) {
                count(batch.size(), String.valueOf(e.getMessage()));
            }
            return answer;
        }
    }

    private @Nullable Table timed(ServedModel asked, List<Input> batch, MedianTime times) {
        long start = nanoTime.getAsLong();
        Table answer = asked.ask(batch);
        if (answer != null && !batch.isEmpty()) {
            times.add((nanoTime.getAsLong() - start) / batch.size());
        }
        return answer;
    }

    private synchronized void count(int asked, @Nullable String failed) {
        inputs += asked;
        if (failed != null) {
            failures += asked;
            failure = failed;
        }
    }

    public synchronized Standing standing() {
        boolean enough = inputs >= CanaryPlan.LEAST_INPUTS;
        if (enough && failures > plan.mostFailures() * inputs) {
            return standing(
                    State.FAILED,
                    "It failed on %d of %d inputs (%.1f %%), which the version before it answered; %.1f %% is the bound. The last failure: %s",
                    failures,
                    inputs,
                    100.0 * failures / inputs,
                    100 * plan.mostFailures(),
                    failure);
        }
        if (own.isSlower(before, plan.mostSlowdown(), LEAST_SLOWDOWN_NANOS)) {
            return standing(
                    State.FAILED,
                    "An input takes it %.1f ms at the median, the version before it %.1f ms: more than %.1f times as long.",
                    own.millis(),
                    before.millis(),
                    plan.mostSlowdown());
        }
        if (inputs >= plan.inputs()) {
            return standing(State.PASSED, "It answered %d inputs within its bounds.", inputs);
        }
        Duration left = plan.patience().minusNanos(nanoTime.getAsLong() - since);
        if (left.isNegative()) {
            return failures > 0 && !enough
                    ? standing(State.FAILED, "It failed on %d of few inputs (%d): %s", failures, inputs, failure)
                    : standing(State.PASSED, "Nothing spoke against it on %d inputs in %s.", inputs, plan.patience());
        }
        return standing(
                State.OPEN,
                "%d of %d inputs, or %d s, are left.",
                plan.inputs() - inputs,
                plan.inputs(),
                left.toSeconds());
    }

    private Standing standing(State state, String sentence, Object... values) {
        return new Standing(state, String.format(Locale.ROOT, sentence, values), inputs, failures);
    }
}
