package dev.graft.contracts.event;

import dev.graft.contracts.EventData;
import dev.graft.contracts.task.Task;

/** A wish to declare a task or a new version of it. */
public record TaskDeclarationRequested(Task declaration) implements EventData {
    @Override
    public String task() {
        return declaration.name();
    }
}
