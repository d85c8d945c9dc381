package dev.graft.dataprep.snapshot;

import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.document.SnapshotManifest.Shard;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.journal.DatasetState;
import dev.graft.platform.json.Hashes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a snapshot of a data set holds, as a function of the journal and the task's declaration. */
final class SnapshotContent {
    private static final SplitCounts NONE = new SplitCounts(0, 0, 0);

    private SnapshotContent() {}

    /** The same journal and the same declaration give the same snapshot with the same id, byte for byte. */
    static SnapshotManifest of(Task task, DatasetState state) {
        Map<String, SplitCounts> byLabel = state.labels();
        SplitCounts rows = NONE;
        Map<String, Long> labelCounts = new LinkedHashMap<>();
        for (String label : task.labels()) {
            SplitCounts counts = byLabel.getOrDefault(label, NONE);
            rows = DatasetState.sum(rows, counts);
            labelCounts.put(label, counts.total());
        }
        List<Shard> shards = state.shards();
        return new SnapshotManifest(
                id(task, shards, state.unlabelled()),
                task,
                shards,
                rows,
                labelCounts,
                bySource(task, state),
                null,
                null,
                state.unlabelled(),
                state.unlabelledRows());
    }

    private static Map<String, SplitCounts> bySource(Task task, DatasetState state) {
        Map<String, SplitCounts> sums = new TreeMap<>();
        state.labelsBySource().forEach((source, byLabel) -> {
            SplitCounts rows = task.labels().stream()
                    .map(label -> byLabel.getOrDefault(label, NONE))
                    .reduce(NONE, DatasetState::sum);
            if (rows.total() > 0) {
                sums.put(source, rows);
            }
        });
        return sums;
    }

    private static String id(Task task, List<Shard> shards, List<Shard> unlabelled) {
        Stream<String> head = Stream.of("snapshot", task.name(), Integer.toString(task.requireVersion()));
        Stream<String> content = shards.stream().map(shard -> shard.object().sha256());
        Stream<String> without = unlabelled.isEmpty()
                ? Stream.of()
                : Stream.concat(
                        Stream.of("unlabelled"),
                        unlabelled.stream().map(shard -> shard.object().sha256()));
        return Hashes.id(
                Stream.of(head, content, without).flatMap(parts -> parts).toArray(String[]::new));
    }
}
