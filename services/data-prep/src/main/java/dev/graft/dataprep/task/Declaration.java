package dev.graft.dataprep.task;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.TaskDeclared;
import dev.graft.contracts.task.Task;
import java.util.List;

/** What became of a wish to declare a task. */
public sealed interface Declaration {
    /**
     * The declaration is in force.
     *
     * @param created whether it is a new version; false when the newest version said the same
     * @param event announces it, with the same id however often it is declared
     */
    record InForce(Task task, boolean created, Event<TaskDeclared> event) implements Declaration {}

    /**
     * The declaration makes no sense.
     *
     * @param faults each with the field and the remedy
     */
    record Invalid(List<String> faults) implements Declaration {
        public Invalid {
            faults = List.copyOf(faults);
        }

        public String explanation() {
            return String.join("; ", faults);
        }
    }
}
