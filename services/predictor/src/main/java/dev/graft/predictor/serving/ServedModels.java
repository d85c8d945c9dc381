package dev.graft.predictor.serving;

import dev.graft.contracts.document.ModelVersion;
import dev.graft.predictor.serving.AnswerRequest.Table;
import dev.graft.predictor.serving.Canary.Standing;
import dev.graft.predictor.serving.Canary.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The models in service, one a task with perhaps a canary and a shadow beside it, those that were unloaded to make room, and
 * what kept others from service. Thread-safe.
 */
public final class ServedModels {
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private final Map<String, ModelVersion> unloaded = new ConcurrentHashMap<>();
    private final Map<String, Integer> givenUp = new ConcurrentHashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final TrialListener trials;

    /** @param trials hears of trials that are over */
    public ServedModels(TrialListener trials) {
        this.trials = trials;
    }

    /** Models of which nobody hears when a trial is over. */
    public ServedModels() {
        this(end -> {});
    }

    /**
     * The end of a trial.
     *
     * @param canary the version that was tried, which answers all requests from now on, or none
     * @param before the version before it
     */
    public record TrialEnd(ServedModel canary, ServedModel before, Standing standing) {}

    /** Hears of trials that are over. */
    @FunctionalInterface
    public interface TrialListener {
        /** Called by a thread that answers requests: returns at once. */
        void onEnd(TrialEnd end);
    }

    /** A task's champion, where it is loaded. */
    public Optional<ServedModel> find(String task) {
        return Optional.ofNullable(slots.get(task)).map(Slot::champion);
    }

    /** A task's version on trial. */
    public Optional<Canary> canary(String task) {
        return Optional.ofNullable(slots.get(task)).map(Slot::canary);
    }

    /** A task's shadow. */
    public Optional<Shadow> shadow(String task) {
        return Optional.ofNullable(slots.get(task)).map(Slot::shadow);
    }

    /** The champions that are loaded. */
    public List<ServedModel> all() {
        return slots.values().stream()
                .map(Slot::champion)
                .sorted(Comparator.comparing(ServedModel::task))
                .toList();
    }

    /** The champions that come into memory when somebody asks them. */
    public List<ModelVersion> unloaded() {
        return unloaded.values().stream()
                .sorted(Comparator.comparing(ModelVersion::task))
                .toList();
    }

    /** Why a task's champion is not in service, by task, or its shadow, by {@code task@shadow}; empty when all are. */
    public Map<String, String> failures() {
        return Map.copyOf(failures);
    }

    /** Whether somebody answers for the task, be it that it has to be loaded first. */
    public boolean isInService(String task) {
        return slots.containsKey(task) || unloaded.containsKey(task);
    }

    /** The version that answers for the task, loaded or not. */
    public Optional<Integer> version(String task) {
        return find(task)
                .map(ServedModel::version)
                .or(() -> Optional.ofNullable(unloaded.get(task)).map(ModelVersion::version));
    }

    boolean isUnloaded(String task) {
        return unloaded.containsKey(task);
    }

    /** Whether a version is not to be tried again while the registry says that it is live. */
    boolean isGivenUp(ModelVersion version) {
        return Objects.equals(givenUp.get(version.task()), version.version());
    }

    /** Bytes of all models that are loaded, but those of one task. */
    long bytesBeside(String task) {
        return slots.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(task))
                .flatMap(entry -> entry.getValue().models())
                .mapToLong(ServedModel::bytes)
                .sum();
    }

    /** What the task's model says of the inputs, in their order; empty when none is loaded. */
    Optional<Table> ask(String task, List<Input> inputs) {
        for (Slot slot = slots.get(task); slot != null; slot = slots.get(task)) {
            Table answer = slot.ask(inputs);
            if (slot.canary() != null) {
                settle(task, slot.canary());
            }
            if (answer != null) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    /** What the champion itself says, and no version on trial. */
    Optional<Table> askChampion(String task, List<Input> inputs) {
        for (Slot slot = slots.get(task); slot != null; slot = slots.get(task)) {
            Table answer = slot.champion().ask(inputs);
            if (answer != null) {
                return Optional.of(answer);
            }
        }
        return Optional.empty();
    }

    /** What the champion makes of inputs that nobody waits for; empty when none is loaded. */
    public Optional<Seen> see(String task, List<Input> inputs) {
        for (Slot slot = slots.get(task); slot != null; slot = slots.get(task)) {
            Seen seen = slot.champion().see(inputs);
            if (seen != null) {
                return Optional.of(seen);
            }
        }
        return Optional.empty();
    }

    /** Ends trials whose time is over, which nobody may have asked anything. */
    void settle(String task) {
        canary(task).ifPresent(canary -> settle(task, canary));
    }

    private void settle(String task, Canary canary) {
        Standing standing = canary.standing();
        if (standing.state() == State.OPEN) {
            return;
        }
        boolean passed = standing.state() == State.PASSED;
        Slot before = change(task, slot -> {
            if (slot == null || slot.canary() != canary) {
                return slot;
            }
            return passed ? new Slot(canary.model(), null, slot.shadow()) : slot.with((Canary) null);
        });
        if (before != null && before.canary() == canary) {
            if (!passed) {
                giveUp(canary.model().document(), "it did not pass its canary: " + standing.sentence());
            }
            trials.onEnd(new TrialEnd(canary.model(), before.champion(), standing));
        }
    }

    /** Puts a model in service at once; the one before it ends with its last request, and so does a trial. */
    void swap(ServedModel next) {
        recovered(next.task());
        change(next.task(), slot -> new Slot(next, null, slot == null ? null : slot.shadow()));
        unloaded.remove(next.task());
    }

    /** Gives a part of the requests of a task that is served to a version on trial. */
    void tryOut(Canary canary) {
        recovered(canary.model().task());
        change(canary.model().task(), slot -> slot == null ? null : slot.with(canary));
    }

    /** Ends a trial, if there is one: its version goes. */
    void endTrial(String task) {
        change(task, slot -> slot == null ? null : slot.with((Canary) null));
    }

    /** Sets or takes away the shadow of a task that is served. */
    void shadow(String task, @Nullable Shadow shadow) {
        change(task, slot -> slot == null ? null : slot.with(shadow));
    }

    /** Leaves a champion out of memory until somebody asks it. */
    void leaveOut(ModelVersion champion) {
        unloaded.put(champion.task(), champion);
        recovered(champion.task());
    }

    /** Takes a task's models out of memory. */
    void unload(String task) {
        find(task).ifPresent(champion -> unloaded.put(task, champion.document()));
        change(task, slot -> null);
    }

    /** A champion cannot serve, and will not be able to. */
    void giveUp(ModelVersion version, String reason) {
        givenUp.put(version.task(), version.version());
        unloaded.remove(version.task());
        failed(version.task(), "version " + version.version() + ": " + reason);
    }

    void failed(String task, String reason) {
        failures.put(task, reason);
    }

    /** What was wrong is right: an earlier version that still serves is live again, or a newer one serves. */
    void recovered(String task) {
        failures.remove(task);
        givenUp.remove(task);
    }

    /** Takes all out of service, at the end of the process. */
    public void retireAll() {
        List.copyOf(slots.keySet()).forEach(task -> change(task, slot -> null));
    }

    /** Changes what serves a task in one step; what serves it no longer ends with its last request. Returns what served it. */
    private @Nullable Slot change(String task, UnaryOperator<@Nullable Slot> change) {
        List<Slot> before = new ArrayList<>();
        Slot after = slots.compute(task, (name, slot) -> {
            if (slot != null) {
                before.add(slot);
            }
            return change.apply(slot);
        });
        if (before.isEmpty()) {
            return null;
        }
        List<ServedModel> kept = after == null ? List.of() : after.models().toList();
        before.get(0).models().filter(model -> !kept.contains(model)).forEach(ServedModel::retire);
        return before.get(0);
    }
}
