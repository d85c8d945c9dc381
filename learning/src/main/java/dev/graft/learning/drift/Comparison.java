package dev.graft.learning.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One report in the making: compares what both samples have and notes what only one has. */
final class Comparison {

    private final DataSample reference;
    private final DataSample batch;
    private final DriftSettings settings;
    private final DriftListener listener;
    private final List<String> notCompared = new ArrayList<>();

    Comparison(DataSample reference, DataSample batch, DriftSettings settings, DriftListener listener) {
        this.reference = reference;
        this.batch = batch;
        this.settings = settings;
        this.listener = listener;
    }

    /** Every aspect that both sides have. */
    List<Shift> shifts() {
        List<Shift> shifts = new ArrayList<>();
        if (both("labels", rows(reference), rows(batch), 1)) {
            shifts.add(LabelShift.of(reference.labels(), batch.labels(), settings, listener));
        }
        TreeSet<String> names = new TreeSet<>(reference.numbers().keySet());
        names.addAll(batch.numbers().keySet());
        for (String name : names) {
            double[] before = reference.numbers().getOrDefault(name, new double[0]);
            double[] now = batch.numbers().getOrDefault(name, new double[0]);
            if (both("'" + name + "'", before.length, now.length, 1)) {
                shifts.add(NumberShift.of(name, before, now));
            }
        }
        if (both("words", reference.words().total(), batch.words().total(), 1)) {
            shifts.add(VocabularyShift.of(reference.words(), batch.words(), settings, listener));
        }
        if (both("features", reference.features().length, batch.features().length, MmdTest.LEAST_ROWS)) {
            shifts.add(MmdTest.of(reference.features(), batch.features(), settings, listener));
        }
        return shifts;
    }

    @Nullable
    ProxyADistance distance() {
        if (settings.distanceRows() == 0
                || !both(
                        "the distance",
                        reference.features().length,
                        batch.features().length,
                        ProxyADistance.LEAST_ROWS)) {
            return null;
        }
        return ProxyADistance.of(reference.features(), batch.features(), settings, listener);
    }

    List<String> notCompared() {
        return notCompared;
    }

    private boolean both(String aspect, long before, long now, int least) {
        boolean enough = before >= least && now >= least;
        if (!enough && before + now > 0) {
            notCompared.add("%s: %d in the reference and %d in the batch, where %d are needed"
                    .formatted(aspect, before, now, least));
        }
        return enough;
    }

    private static long rows(DataSample sample) {
        return sample.labels().values().stream().mapToLong(Long::longValue).sum();
    }
}
