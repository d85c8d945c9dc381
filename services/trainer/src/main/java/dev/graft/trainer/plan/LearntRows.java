package dev.graft.trainer.plan;

import dev.graft.contracts.document.DatasetRow;
import java.util.List;
import java.util.stream.Stream;

/**
 * Training rows as a run takes them in.
 *
 * @param train rows of every pass, over which class weights are counted
 * @param earlier rows of which each pass draws the strategy's share
 */
public record LearntRows(List<DatasetRow> train, List<DatasetRow> earlier) {
    public LearntRows {
        train = List.copyOf(train);
        earlier = List.copyOf(earlier);
    }

    /** Whatever the run learns from, in no order that matters. */
    public Stream<DatasetRow> all() {
        return Stream.concat(train.stream(), earlier.stream());
    }
}
