package dev.graft.dataprep.task;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.TaskDeclared;
import dev.graft.contracts.task.Features;
import dev.graft.contracts.task.Task;
import dev.graft.platform.event.Events;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a declaration in force as the next version of its task, or finds that it already is. Any field may change from
 * version to version: rows whose label was removed stay in the data set and are left out of snapshots' counts, and rows
 * keep the split that they have. Thread-safe, also between processes.
 */
public final class DeclareTask {
    private final TaskCatalogue catalogue;
    private final DeclarationRules rules;
    private final Events events;
    private final Clock clock;

    public DeclareTask(TaskCatalogue catalogue, DeclarationRules rules, Events events, Clock clock) {
        this.catalogue = catalogue;
        this.rules = rules;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Columns of numbers that were inferred stay where a wish does not name any.
     *
     * @param cause the event that asks for it; null when a person does, over REST
     */
    public Declaration declare(Task declared, @Nullable Event<?> cause) {
        List<String> faults = rules.broken(declared, clock.instant());
        if (!faults.isEmpty()) {
            return new Declaration.Invalid(faults);
        }
        while (true) {
            Optional<Task> newest = catalogue.newest(declared.name());
            Task wish = newest.map(before -> withKnownColumns(declared, before)).orElse(declared);
            int version = newest.map(Task::requireVersion).orElse(0);
            if (newest.isPresent() && newest.get().equals(wish.withVersion(version))) {
                return inForce(newest.get(), false, cause);
            }
            if (newest.isPresent() && !newest.get().modality().equals(wish.modality())) {
                return new Declaration.Invalid(List.of("modality: the task '" + wish.name() + "' holds rows of the"
                        + " modality " + newest.get().modality() + "; declare another task for " + wish.modality()));
            }
            Optional<String> change = change(newest.orElse(wish), wish);
            if (change.isPresent()) {
                return new Declaration.Invalid(List.of(change.get()));
            }
            Task next = wish.withVersion(version + 1);
            if (catalogue.create(next)) {
                return inForce(next, true, cause);
            }
        }
    }

    private static Task withKnownColumns(Task wish, Task before) {
        Features known = before.features();
        Features wanted = wish.features();
        return known == null || wanted == null || known.columns() == null || wanted.columns() != null
                ? wish
                : wish.withFeatures(new Features(known.columns(), wanted.steps()));
    }

    private static Optional<String> change(Task before, Task wish) {
        return before.features() == null || wish.features() == null
                ? Optional.empty()
                : NumberRules.change(before.features(), wish.features());
    }

    private Declaration inForce(Task task, boolean created, @Nullable Event<?> cause) {
        String place = StoreLayout.taskVersion(task.name(), task.requireVersion());
        TaskDeclared declared = new TaskDeclared(task.name(), task);
        return new Declaration.InForce(
                task,
                created,
                cause == null ? events.onRequest(place, declared) : events.causedBy(cause, place, declared));
    }
}
