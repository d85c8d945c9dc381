package dev.graft.learning.train;

import ai.djl.ndarray.NDManager;
import dev.graft.learning.backbone.InputRows;
import dev.graft.learning.text.LengthBatches;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a phase reads that trains the head alone, computed once: features of all rows as they are, of augmented copies of
 * those that are learnt from, and of rows that SMOTE makes.
 *
 * @param split of the rows
 * @param inputs that the features are computed from
 * @param passes over them
 * @param seeds of the run
 */
record HeadTables(RowSplit split, InputRows<?> inputs, PassRows passes, Seeds seeds) {

    private static final int BATCH_SIZE = 32;

    /** Whether a phase reads them. */
    boolean serve(Phase phase) {
        return phase.name() == PhaseName.PROBE && (inputs.fixed() || inputs.copies() > 0);
    }

    /** Rows whose features are computed for a phase, copies among them. */
    int rows() {
        return split.labelled() + inputs.copies() * (split.train() + split.earlier());
    }

    /** All rows as they are, in batches of similar length. */
    List<int[]> batches() {
        return batches(0, split.rows());
    }

    /**
     * The tables of a phase, which belong to {@code owner}.
     *
     * @param source computes features
     * @param done hears the size of each batch
     */
    RowFeatures of(Phase phase, RowFeatures source, NDManager owner, Consumer<Integer> done) {
        PooledRows real = PooledRows.of(owner, versions(phase, source), done);
        return passes.made().length == 0
                ? real
                : SmoteRows.of(owner, real, split.train(), split.rows(), passes.classes(), seeds.made(phase.number()));
    }

    private List<PooledRows.Version> versions(Phase phase, RowFeatures source) {
        List<PooledRows.Version> versions = new ArrayList<>();
        versions.add(new PooledRows.Version(source, batches(0, split.labelled())));
        List<int[]> learnt = Stream.of(batches(0, split.train()), batches(split.firstEarlier(), split.labelled()))
                .flatMap(List::stream)
                .toList();
        for (int copy = 0; copy < inputs.copies(); copy++) {
            RowFeatures copied = source.inPass(seeds.augmentedCopy(phase.number(), copy));
            versions.add(new PooledRows.Version(copied, learnt));
        }
        return versions;
    }

    private List<int[]> batches(int from, int to) {
        return LengthBatches.sorted(from, to, BATCH_SIZE, inputs::length);
    }
}
