package dev.graft.learning.drift;

import dev.graft.learning.strategy.TaskShape;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known before a transfer.
 *
 * @param task the labelled rows to learn from, be they the target's or, where it has none, the source's
 * @param labels rows of each label among them; empty of numbers
 * @param labelledShare of the target's rows, in [0, 1]
 * @param distance between the target and what the champion or the backbone was trained or probed on; null where unknown
 */
public record TransferSituation(
        TaskShape task,
        SortedMap<String, Long> labels,
        double labelledShare,
        @Nullable ProxyADistance distance) {

    public TransferSituation {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        if (!(labelledShare >= 0 && labelledShare <= 1)) {
            throw new IllegalArgumentException("a share of labelled rows is 0 to 1, not " + labelledShare);
        }
        labels.forEach((label, rows) -> {
            if (rows < 0) {
                throw new IllegalArgumentException("label '%s' cannot have %d rows".formatted(label, rows));
            }
        });
    }

    DomainDistance domain() {
        return distance == null ? DomainDistance.UNKNOWN : distance.verdict();
    }

    /** The most frequent label that has rows, with its rows; the rarest where {@code most} is false. */
    Map.Entry<String, Long> extreme(boolean most) {
        Map.Entry<String, Long> extreme = Map.entry("", 0L);
        for (Map.Entry<String, Long> label : labels.entrySet()) {
            boolean first = extreme.getValue() == 0;
            boolean beyond = most ? label.getValue() > extreme.getValue() : label.getValue() < extreme.getValue();
            if (label.getValue() > 0 && (first || beyond)) {
                extreme = label;
            }
        }
        return extreme;
    }
}
