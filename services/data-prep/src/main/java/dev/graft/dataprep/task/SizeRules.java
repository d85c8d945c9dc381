package dev.graft.dataprep.task;

import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.image.ImageBounds;
import java.util.Objects;
import java.util.Optional;

/** What a task may ask of the sizes of its rows. */
final class SizeRules {
    private SizeRules() {}

    /** Why no row could be of the size that is asked for, with the field's name; empty: some can. */
    static Optional<String> broken(Task task) {
        Preparation asked = task.preparation();
        if (asked.maximumChars() != null && asked.maximumChars() < Objects.requireNonNull(asked.minimumChars())) {
            return Optional.of(
                    "preparation.minimumChars: it is above maximumChars, so no text would be right; lower it");
        }
        if (!task.ofImages()) {
            return asked.minimumSide() == null && asked.maximumSide() == null && asked.channels() == null
                    ? Optional.empty()
                    : Optional.of("preparation: minimumSide, maximumSide and channels are for tasks of images;"
                            + " leave them out");
        }
        int least = ImageBounds.DEFAULT.minSide();
        int shortest = Objects.requireNonNullElse(asked.minimumSide(), least);
        int longest = Objects.requireNonNullElse(asked.maximumSide(), ImageBounds.DEFAULT.maxSide());
        return longest < shortest
                ? Optional.of("preparation.minimumSide: it is above maximumSide, so no picture would be right; lower it"
                        + " (it is " + least + " where it is left out)")
                : Optional.empty();
    }
}
