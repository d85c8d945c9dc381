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

    /**
     * The rows to learn from, new ones and known ones, in their order; the same ones for the same seed. Where the strategy
     * names a share of known rows for each pass, they are the earlier rows of which each pass draws its own; else each pass
     * takes in all.
     */
    public LearntRows learnt(LiveChampion champion, List<DatasetRow> train, TransferStrategy strategy, long seed) {
        List<DatasetRow> replayed =
                ReplayBuffer.of(train.stream().filter(champion::knows).toList(), DatasetRow::label, limit, seed);
        Set<String> ids = replayed.stream().map(DatasetRow::rowId).collect(Collectors.toCollection(HashSet::new));
        List<DatasetRow> fresh =
                train.stream().filter(row -> !champion.knows(row)).toList();
        if (strategy.hyperParameters().replayShare() > 0 && !fresh.isEmpty()) {
            return new LearntRows(fresh, replayed);
        }
        return new LearntRows(
                train.stream()
                        .filter(row -> !champion.knows(row) || ids.contains(row.rowId()))
                        .toList(),
                List.of());
    }
}
