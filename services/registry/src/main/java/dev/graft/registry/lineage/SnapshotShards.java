package dev.graft.registry.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The shards that a snapshot's manifest lists. */
final class SnapshotShards {
    private SnapshotShards() {}

    /** Those with labels and those without, oldest first; none where there is no manifest. */
    static List<JsonNode> of(JsonNode snapshot) {
        return Stream.of("shards", "unlabelled")
                .flatMap(name -> snapshot.path(name).valueStream())
                .sorted(Comparator.comparingLong(shard -> shard.path("sequence").asLong()))
                .toList();
    }
}
