package dev.graft.predictor.serving.drift;

import dev.graft.contracts.event.InputDrifted;
import dev.graft.predictor.serving.Answered;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.ModelUnusable;
import dev.graft.predictor.serving.Seen;
import dev.graft.predictor.serving.ServedModel;
import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.drift.DriftTest.Finding;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Compares a sample of what a task's champion is asked with the test rows of the snapshot that it was judged on: where the
 * model sees them, what it answers and how sure it is. One comparison that finds a difference may be wrong, and there are many
 * in a day: drift is announced when two in succession find one, and again only after one that finds none. Inputs are offered by
 * any thread, comparisons are made by one.
 */
public final class WatchDrift implements Answered.Listener {
    /** Rows of either side that a comparison needs. */
    static final int LEAST_ROWS = 50;

    private static final int REFERENCE_ROWS = 500;

    /** Inputs are looked at in small parts, between which requests are answered. */
    private static final int PART = 16;

    private static final int IN_SUCCESSION = 2;

    private final ServedModels served;
    private final ReferenceRows rows;
    private final DriftTest test;
    private final Consumer<InputDrifted> announce;
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, LiveSample> samples = new ConcurrentHashMap<>();
    private final Map<String, Reference> references = new ConcurrentHashMap<>();
    private final Map<String, Look> looks = new ConcurrentHashMap<>();

    public WatchDrift(
            ServedModels served,
            ReferenceRows rows,
            DriftTest test,
            Consumer<InputDrifted> announce,
            Clock clock,
            RandomGenerator random) {
        this.served = served;
        this.rows = rows;
        this.test = test;
        this.announce = announce;
        this.clock = clock;
        this.random = random;
    }

    private record Reference(int version, Observed observed) {}

    /**
     * The last comparison of a task.
     *
     * @param inputs of the last time, a sample
     * @param rows of the snapshot, a sample
     * @param inSuccession comparisons up to this one that all found a difference
     */
    public record Look(Instant at, int version, int inputs, int rows, int inSuccession, Finding finding) {
        /** Whether it is more than chance. */
        public boolean isAlarm() {
            return inSuccession >= IN_SUCCESSION;
        }
    }

    /** The last comparison; empty: there was none yet. */
    public Optional<Look> last(String task) {
        return Optional.ofNullable(looks.get(task));
    }

    @Override
    public void onAnswered(Answered answered) {
        LiveSample sample = samples.computeIfAbsent(answered.task(), task -> new LiveSample(random));
        answered.inputs().forEach(sample::offer);
    }

    /**
     * Compares what a task's champion was asked since the last time; empty while that is too little, or the snapshot has too
     * few test rows.
     *
     * @throws ModelUnusable when the snapshot cannot be read, or the model fails on its rows
     */
    public Optional<Look> compare(String task) throws ModelUnusable {
        LiveSample sample = samples.get(task);
        ServedModel champion = served.find(task).orElse(null);
        if (sample == null || sample.size() < LEAST_ROWS || champion == null) {
            return Optional.empty();
        }
        Observed reference = reference(champion);
        Observed live = observed(champion, sample.take());
        if (reference.rows() < LEAST_ROWS || live.rows() < LEAST_ROWS) {
            return Optional.empty();
        }
        return Optional.of(looked(champion, reference, live));
    }

    private Look looked(ServedModel champion, Observed reference, Observed live) {
        Finding finding = test.compare(reference, live);
        Look before = looks.get(champion.task());
        int sofar = before == null || before.version() != champion.version() ? 0 : before.inSuccession();
        Look look = new Look(
                clock.instant(),
                champion.version(),
                live.rows(),
                reference.rows(),
                finding.drifted() ? sofar + 1 : 0,
                finding);
        if (look.inSuccession() == IN_SUCCESSION) {
            announce.accept(event(champion, look));
        }
        looks.put(champion.task(), look);
        return look;
    }

    private static InputDrifted event(ServedModel champion, Look look) {
        return new InputDrifted(
                champion.task(),
                champion.version(),
                champion.document().evaluation().run().snapshotId(),
                look.inputs(),
                look.rows(),
                look.finding().level(),
                look.finding().sentence(),
                look.finding().aspects());
    }

    private Observed reference(ServedModel champion) throws ModelUnusable {
        Reference known = references.get(champion.task());
        if (known == null || known.version() != champion.version()) {
            known = new Reference(champion.version(), observed(champion, rows.of(champion, REFERENCE_ROWS)));
            references.put(champion.task(), known);
        }
        return known.observed();
    }

    /** Nothing where another version has taken over, whose features lie elsewhere. */
    private Observed observed(ServedModel champion, List<Input> inputs) throws ModelUnusable {
        List<Seen> parts = new ArrayList<>();
        try {
            for (int from = 0; from < inputs.size(); from += PART) {
                served.see(champion.task(), inputs.subList(from, Math.min(inputs.size(), from + PART)))
                        .ifPresent(parts::add);
            }
        } catch (RuntimeException e) {
            throw new ModelUnusable("it fails on inputs that are looked at for drift: " + e.getMessage(), e);
        }
        parts.removeIf(part -> !Objects.equals(part.table().version(), champion.version()));
        return Observed.of(parts);
    }
}
