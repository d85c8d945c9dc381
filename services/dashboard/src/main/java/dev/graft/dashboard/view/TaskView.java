package dev.graft.dashboard.view;

import dev.graft.contracts.task.Task;
import java.time.Instant;

/** A task in force. */
public record TaskView(String name, Task declaration, Instant since) {}
