package dev.graft.learning.gate;

import dev.graft.learning.significance.PairedBootstrap;
import dev.graft.learning.significance.PairedRandomisation;
import dev.graft.learning.significance.PairedRows;
import dev.graft.learning.significance.Resampled;
import dev.graft.learning.significance.Score;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/**
 * Both models' answers to every row, by slice, and what resampling them tells. What was computed once is kept. The same
 * answers always give the same numbers: the seed is fixed. Thread-safe.
 */
public final class SlicedAnswers {
    private static final long SEED = 20_170_412;

    private final PairedRows rows;
    private final Map<String, BitSet> slices;
    private final int resamples;
    private final ConcurrentMap<String, Map<Score, Resampled>> known = new ConcurrentHashMap<>();

    /** Answers with the number of resamples that the ends of an interval need. */
    public SlicedAnswers(PairedRows rows, Map<String, BitSet> slices) {
        this(rows, slices, PairedBootstrap.RESAMPLES);
    }

    /** Answers that are resampled so many times. */
    SlicedAnswers(PairedRows rows, Map<String, BitSet> slices, int resamples) {
        this.rows = rows;
        this.slices = new LinkedHashMap<>(slices);
        this.resamples = resamples;
    }

    /** Compares the models on a slice by several scores; of a slice that is not there, on no rows. */
    public Map<Score, Resampled> compare(String slice, Collection<Score> scores) {
        Map<Score, Resampled> present = known.computeIfAbsent(slice, name -> new ConcurrentHashMap<>());
        Map<Boolean, List<Score>> missing = scores.stream()
                .filter(score -> !present.containsKey(score))
                .collect(Collectors.partitioningBy(Score::ranks));
        missing.values().stream()
                .filter(some -> !some.isEmpty())
                .forEach(some -> present.putAll(new PairedBootstrap(resamples, SEED).compare(of(slice), some)));
        return new EnumMap<>(present);
    }

    /** Compares the models on a slice by one score. */
    Resampled compare(String slice, Score score) {
        return Objects.requireNonNull(compare(slice, List.of(score)).get(score));
    }

    /** The one-sided p-value of the challenger's being better on a slice, by swapping answers. */
    double pValueOfBetter(String slice, Score score) {
        return new PairedRandomisation(resamples, SEED).pValue(of(slice), score);
    }

    /** The rows of a slice; none of one that is not there. */
    public BitSet rowsOf(String slice) {
        return (BitSet) slices.getOrDefault(slice, new BitSet()).clone();
    }

    private PairedRows of(String slice) {
        return rows.of(rowsOf(slice));
    }
}
