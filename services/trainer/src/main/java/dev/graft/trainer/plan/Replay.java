package dev.graft.trainer.plan;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.train.ReplayBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which training rows a run from the champion learns from: all that are new to the champion, and at most so many that it
 * knows, drawn by label and with the run's seed. Validation rows are all watched, whatever is drawn.
 *
 * @param limit the most known rows
 * @param newRows rows of batches, or of labels, that the champion's own data set did not have
 * @param knownRows the others
 * @param replayedRows those of them that the run learns from
 */
public record Replay(int limit, long newRows, long knownRows, long replayedRows) {

    static Replay of(LiveChampion champion, List<DatasetRow> train, TransferStrategy strategy) {
        int limit = strategy.hyperParameters().replayLimit();
        long known = train.stream().filter(champion::knows).count();
        return new Replay(limit, train.size() - known, known, Math.min(limit, known));
    }

    /** The known rows to learn from, in their order; the same ones for the same seed. */
    public List<DatasetRow> replayed(LiveChampion champion, List<DatasetRow> train, long seed) {
        return ReplayBuffer.of(train.stream().filter(champion::knows).toList(), DatasetRow::label, limit, seed);
    }

    /** All rows to learn from, new ones and known ones, in their order. */
    public List<DatasetRow> learnt(LiveChampion champion, List<DatasetRow> train, long seed) {
        Set<String> replayed = replayed(champion, train, seed).stream()
                .map(DatasetRow::rowId)
                .collect(Collectors.toCollection(HashSet::new));
        return train.stream()
                .filter(row -> !champion.knows(row) || replayed.contains(row.rowId()))
                .toList();
    }
}
