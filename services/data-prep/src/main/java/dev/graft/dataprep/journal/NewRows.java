package dev.graft.dataprep.journal;

import dev.graft.dataprep.duplicate.NearDuplicates;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a batch brings, as they are compared with those that follow.
 *
 * @param shard all of them, as a file
 * @param near their sketches; null: the task does not ask for near-duplicates
 * @param sample of them
 * @param count of all of them
 */
public record NewRows(Path shard, @Nullable NearDuplicates near, RowSample sample, long count) {}
