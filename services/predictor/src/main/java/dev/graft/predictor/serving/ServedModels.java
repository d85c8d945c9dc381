package dev.graft.predictor.serving;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The models in service, one a task, and what kept newer ones from it. Thread-safe. */
public final class ServedModels {
    private final Map<String, ServedModel> byTask = new ConcurrentHashMap<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    public Optional<ServedModel> find(String task) {
        return Optional.ofNullable(byTask.get(task));
    }

    public List<ServedModel> all() {
        return byTask.values().stream()
                .sorted(Comparator.comparing(ServedModel::task))
                .toList();
    }

    /** Why a task's champion is not in service, by task; empty when all are. */
    public Map<String, String> failures() {
        return Map.copyOf(failures);
    }

    /** Calls {@code work} with the task's model, which stays open until it returns; empty when the task has none. */
    <R> Optional<R> with(String task, Function<ServedModel, R> work) {
        for (ServedModel model = byTask.get(task); model != null; model = byTask.get(task)) {
            if (model.enter()) {
                try {
                    return Optional.of(work.apply(model));
                } finally {
                    model.leave();
                }
            }
        }
        return Optional.empty();
    }

    /** Puts a model in service at once; the one before it ends with its last request. */
    void swap(ServedModel next) {
        ServedModel before = byTask.put(next.task(), next);
        failures.remove(next.task());
        if (before != null) {
            before.retire();
        }
    }

    void failed(String task, String reason) {
        failures.put(task, reason);
    }

    /** What was wrong is right again without a swap: an earlier version that still serves is live again. */
    void recovered(String task) {
        failures.remove(task);
    }

    /** Takes all out of service, at the end of the process. */
    public void retireAll() {
        for (ServedModel model : all()) {
            byTask.remove(model.task(), model);
            model.retire();
        }
    }
}
