package dev.graft.predictor.serving;

import dev.graft.contracts.document.ModelVersion;
import dev.graft.predictor.serving.AnswerRequest.Overloaded;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Brings what serves in line with what the registry says is live. The new version is loaded beside the old one, answers a
 * few inputs as a check and requests of the last time to get warm, and takes over in one step, or is first given a part of
 * the requests; if anything of that fails, the old one keeps serving. One model is loaded at a time, so that memory holds at
 * most one more than the budget allows.
 */
public final class SwapChampion {
    private final ModelSource source;
    private final ServedModels served;
    private final MemoryBudget memory;
    private final CanaryPlan canaries;
    private final Clock clock;
    private final SwapWatch watch;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    public SwapChampion(
            ModelSource source,
            ServedModels served,
            MemoryBudget memory,
            CanaryPlan canaries,
            Clock clock,
            SwapWatch watch) {
        this.source = source;
        this.served = served;
        this.memory = memory;
        this.canaries = canaries;
        this.clock = clock;
        this.watch = watch;
    }

    /** What became of a look at the registry. */
    public enum Outcome {
        /** The live version serves already, or waits until somebody asks it, or nothing is live. */
        UP_TO_DATE,
        /** The live version is on trial beside the one before it. */
        ON_TRIAL,
        SWAPPED,
        /** The live version cannot serve; see {@link ServedModels#failures()}. */
        FAILED
    }

    /** Follows a swap from its begin to its end: a port to whoever takes the time. */
    @FunctionalInterface
    public interface SwapWatch {
        Outcome follow(ModelVersion next, Supplier<Outcome> swap);
    }

    /** Every task that has a model. */
    public List<String> tasks() {
        return source.tasks();
    }

    public Outcome bringUpToDate(String task) {
        oneAtATime.lock();
        try {
            served.settle(task);
            Optional<ModelVersion> champion = source.champion(task);
            return champion.isPresent() ? follow(champion.get()) : Outcome.UP_TO_DATE;
        } catch (ModelUnusable e) {
            served.failed(task, String.valueOf(e.getMessage()));
            return Outcome.FAILED;
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * Loads a champion that was left out of memory, if it was; what keeps it from service is among the failures.
     *
     * @throws Overloaded when other models are being loaded for longer than {@code patience}
     */
    public void wake(String task, Duration patience) {
        if (!served.isUnloaded(task)) {
            return;
        }
        try {
            if (!oneAtATime.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Overloaded();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Overloaded();
        }
        try {
            if (served.isUnloaded(task)) {
                source.champion(task).ifPresent(this::wake);
            }
        } catch (ModelUnusable e) {
            served.failed(task, String.valueOf(e.getMessage()));
        } finally {
            oneAtATime.unlock();
        }
    }

    /** Whoever asks next need not try again. */
    private void wake(ModelVersion champion) {
        try {
            served.swap(load(champion, 0));
        } catch (ModelUnusable e) {
            served.giveUp(champion, String.valueOf(e.getMessage()));
        }
    }

    private Outcome follow(ModelVersion champion) throws ModelUnusable {
        Optional<ServedModel> serving = served.find(champion.task());
        if (served.isGivenUp(champion)) {
            return Outcome.FAILED;
        }
        if (serving.isEmpty() && !memory.hasRoom(champion)) {
            served.leaveOut(champion);
            return Outcome.UP_TO_DATE;
        }
        if (isVersion(champion, serving)) {
            served.endTrial(champion.task());
            served.recovered(champion.task());
            return Outcome.UP_TO_DATE;
        }
        return isVersion(champion, served.canary(champion.task()).map(Canary::model))
                ? Outcome.UP_TO_DATE
                : watch.follow(champion, () -> loadNow(champion));
    }

    private static boolean isVersion(ModelVersion version, Optional<ServedModel> model) {
        return model.filter(each -> each.version() == version.version()).isPresent();
    }

    private Outcome loadNow(ModelVersion champion) {
        try {
            ServedModel next =
                    load(champion, bytes(served.shadow(champion.task()).map(Shadow::model)));
            ServedModel before = served.find(champion.task()).orElse(null);
            if (before != null) {
                rehearse(next, before);
            }
            // A rollback is wanted at once.
            if (before != null && canaries.isOn() && next.version() > before.version()) {
                served.tryOut(new Canary(next, canaries));
                return Outcome.ON_TRIAL;
            }
            served.swap(next);
            return Outcome.SWAPPED;
        } catch (ModelUnusable e) {
            served.failed(champion.task(), "version " + champion.version() + ": " + e.getMessage());
            return Outcome.FAILED;
        }
    }

    private static long bytes(Optional<ServedModel> model) {
        return model.map(ServedModel::bytes).orElse(0L);
    }

    /** @param stays bytes of its own task that are loaded and stay */
    private ServedModel load(ModelVersion version, long stays) throws ModelUnusable {
        memory.makeRoom(version, stays);
        return new ServedModel(version, clock.instant(), TryOut.passed(source.load(version)));
    }

    private static void rehearse(ServedModel next, ServedModel before) throws ModelUnusable {
        try {
            next.compared(Rehearsal.of(next, before));
        } catch (ModelUnusable e) {
            next.retire();
            throw e;
        }
    }

    /** Brings a task's shadow in line with the registry's alias {@code shadow}; the champion is nobody's shadow. */
    public void followShadow(String task) {
        oneAtATime.lock();
        try {
            Optional<ServedModel> serving = served.find(task);
            if (serving.isEmpty()) {
                return;
            }
            ModelVersion wanted = source.shadow(task)
                    .filter(version -> !isVersion(version, serving))
                    .orElse(null);
            served.recovered(shadowOf(task));
            if (wanted == null) {
                served.shadow(task, null);
            } else if (!isVersion(wanted, served.shadow(task).map(Shadow::model))) {
                served.shadow(task, new Shadow(load(wanted, bytes(serving))));
            }
        } catch (ModelUnusable e) {
            served.shadow(task, null);
            served.failed(shadowOf(task), String.valueOf(e.getMessage()));
        } finally {
            oneAtATime.unlock();
        }
    }

    private static String shadowOf(String task) {
        return task + "@shadow";
    }
}
