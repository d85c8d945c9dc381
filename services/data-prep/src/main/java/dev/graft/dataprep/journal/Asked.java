package dev.graft.dataprep.journal;

import dev.graft.contracts.task.Features;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.duplicate.Nearness;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is asked of the rows of a data set beside their ids.
 *
 * @param nearness empty: near-duplicates are not asked for
 * @param sampleRows how many rows a sample of them has; 0: none is asked for
 * @param trainRows how many of the training rows are sampled, on which features are fitted; 0: none
 * @param images whether the rows hold pictures
 */
public record Asked(Optional<Nearness> nearness, int sampleRows, int trainRows, boolean images) {
    /** Rows of a data set that batches are compared with. */
    public static final int SAMPLE_ROWS = 2_000;

    /** The same of pictures, of which each takes more memory and more time. */
    public static final int SAMPLE_PICTURES = 500;

    /** Pictures of a batch that are checked at most, whatever its task says: 32 MB, and half a minute. */
    public static final int MAX_CHECKED_PICTURES = 1_000;

    /** Of pairs just at a task's threshold so many are found, 0 to 1. */
    private static final double RECALL = 0.95;

    /** Values on which features are fitted, at most: 32 MB for each data set, several times as much while they are. */
    private static final int MAX_FITTED_VALUES = 4_000_000;

    private static final int MAX_TRAIN_ROWS = 100_000;

    /** What taking in a batch of a task, checking it and fitting features asks for. */
    public static Asked of(Task task) {
        return new Asked(
                nearness(task), checkedRows(task) == 0 ? 0 : sampleRows(task), trainRows(task), task.ofImages());
    }

    /** Rows of a batch that must be sampled for its task; 0: none. */
    public static int batchRows(Task task) {
        int checked = checkedRows(task);
        return checked == 0 ? 0 : Math.max(checked, sampleRows(task));
    }

    /** Rows of a batch whose labels and drift are checked; 0: none. */
    public static int checkedRows(Task task) {
        int wanted = Objects.requireNonNull(task.preparation().checkedRows());
        return task.ofImages() ? Math.min(MAX_CHECKED_PICTURES, wanted) : wanted;
    }

    private static int sampleRows(Task task) {
        return task.ofImages() ? SAMPLE_PICTURES : SAMPLE_ROWS;
    }

    /** Texts may be near to each other, and pictures; numbers are equal or not. */
    private static Optional<Nearness> nearness(Task task) {
        double threshold = Objects.requireNonNull(task.preparation().nearDuplicates());
        return threshold < 1 && !task.ofNumbers() ? Optional.of(new Nearness(threshold, RECALL)) : Optional.empty();
    }

    private static int trainRows(Task task) {
        Features features = task.features();
        if (features == null) {
            return 0;
        }
        int width = Objects.requireNonNullElse(features.columns(), List.<Features.Column>of()).stream()
                .mapToInt(
                        column -> column.values() == null ? 1 : column.values().size())
                .sum();
        return Math.min(MAX_TRAIN_ROWS, MAX_FITTED_VALUES / Math.max(1, width));
    }
}
