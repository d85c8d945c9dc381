package dev.graft.contracts.event;

import dev.graft.contracts.EventData;
import dev.graft.contracts.task.Task;

/**
 * A task, or a new version of it, is in force.
 *
 * @param declaration with its version
 */
public record TaskDeclared(String task, Task declaration) implements EventData {}
