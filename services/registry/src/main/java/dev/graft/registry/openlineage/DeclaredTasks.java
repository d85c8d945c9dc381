package dev.graft.registry.openlineage;

import dev.graft.contracts.task.Task;
import java.util.Optional;

/** The declarations of tasks, which never change. */
@FunctionalInterface
public interface DeclaredTasks {
    Optional<Task> version(String task, int version);
}
