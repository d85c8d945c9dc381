package dev.graft.dashboard.readmodel;

import dev.graft.contracts.EventData;
import dev.graft.contracts.event.TaskDeclared;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tasks in force. */
final class Tasks {
    private final Newest<TaskFacts> tasks;

    /** The newest declaration of a task. */
    static final class TaskFacts {
        @Nullable
        Fact<TaskDeclared> declared;
    }

    Tasks(int capacity) {
        this.tasks = new Newest<>(capacity, dropped -> {});
    }

    void apply(Link link, EventData data) {
        if (data instanceof TaskDeclared declared) {
            Optional.ofNullable(tasks.touch(declared.task(), link.time(), TaskFacts::new))
                    .ifPresent(task -> task.declared = newer(task.declared, new Fact<>(link, declared)));
        }
    }

    Stream<Fact<TaskDeclared>> newestFirst() {
        return tasks.newestFirst().map(task -> task.declared).flatMap(Stream::ofNullable);
    }

    int size() {
        return tasks.size();
    }

    private static Fact<TaskDeclared> newer(@Nullable Fact<TaskDeclared> one, Fact<TaskDeclared> other) {
        return one == null || version(one) < version(other) ? other : one;
    }

    private static int version(Fact<TaskDeclared> fact) {
        Integer version = fact.data().declaration().version();
        return version == null ? 0 : version;
    }
}
