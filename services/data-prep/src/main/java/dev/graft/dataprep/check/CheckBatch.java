package dev.graft.dataprep.check;

import dev.graft.contracts.event.SplitCounts;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.check.FeatureCache.Features;
import dev.graft.dataprep.journal.Asked;
import dev.graft.dataprep.journal.DatasetState;
import dev.graft.dataprep.journal.RowSample;
import dev.graft.learning.drift.DataSample;
import dev.graft.learning.drift.DriftListener;
import dev.graft.learning.drift.DriftReport;
import dev.graft.learning.drift.DriftSettings;
import dev.graft.learning.drift.DriftVerdict;
import dev.graft.learning.drift.ProxyADistance;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.labels.LabelCheck;
import dev.graft.learning.labels.LabelListener;
import dev.graft.learning.labels.LabelReport;
import dev.graft.learning.labels.LabelSettings;
import dev.graft.learning.labels.LabelledRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * The checks of a batch's new rows beside an even sample of the data set's, on a pre-trained backbone's frozen features, or
 * of numbers on themselves: their labels, their drift, and how the two together are best learnt from. A pure function of
 * rows and task but for the time that it states. Thread-safe; one batch is checked at a time, because a check takes all processors.
 */
public final class CheckBatch {
    /** Fewer rows say too little: a batch of fewer is not checked, a data set of fewer not compared with. */
    static final int LEAST_ROWS = 50;

    /** One seed for all: the same trusted rows are learnt from in the same folds, so they need be learnt from once. */
    private static final long SEED = 1;

    private static final LabelCheck LABELS = new LabelCheck(LabelSettings.standard(SEED));
    private static final DriftSettings DRIFT = DriftSettings.standard(SEED);

    private final FrozenFeatures<String> texts;
    private final FrozenFeatures<RgbImage> pictures;
    private final Languages languages;
    private final Clock clock;
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private final FeatureCache cache = new FeatureCache();

    /**
     * @param texts the features of texts
     * @param pictures the features of pictures
     */
    public CheckBatch(
            FrozenFeatures<String> texts, FrozenFeatures<RgbImage> pictures, Languages languages, Clock clock) {
        this.texts = texts;
        this.pictures = pictures;
        this.languages = languages;
        this.clock = clock;
    }

    /** What tells the languages of texts. */
    public Languages languages() {
        return languages;
    }

    /**
     * What is checked.
     *
     * @param rows a sample of the batch's new rows
     * @param labels all its new rows by label and split
     * @param labelled whether they have labels; of rows without, only the drift is looked at
     */
    public record Subject(RowSample rows, Map<String, SplitCounts> labels, boolean labelled) {}

    /**
     * Checks a batch that is not part of the data set yet.
     *
     * @param dataset the state of the data set
     * @param sample of its rows, as many as {@link Asked} says where it has them
     */
    public BatchChecks check(Task task, Subject batch, DatasetState dataset, List<RowSample.Row> sample) {
        int most = Asked.checkedRows(task);
        if (most == 0) {
            return BatchChecks.skipped("The task asks for no checks (preparation.checkedRows is 0).");
        }
        List<RowSample.Row> rows = first(batch.rows().rows(), most);
        if (rows.size() < LEAST_ROWS) {
            return BatchChecks.skipped("The batch has " + rows.size() + " new rows; fewer than " + LEAST_ROWS
                    + " say too little about labels and drift.");
        }
        Set<String> labels = Set.copyOf(task.labels());
        List<RowSample.Row> known =
                sample.stream().filter(row -> labels.contains(row.label())).toList();
        oneAtATime.lock();
        try {
            return check(task, batch, rows, dataset, known);
        } catch (FeaturesFailed e) {
            return BatchChecks.skipped("The features of the rows cannot be computed: " + e.getMessage() + ".");
        } finally {
            oneAtATime.unlock();
        }
    }

    private BatchChecks check(
            Task task, Subject batch, List<RowSample.Row> rows, DatasetState dataset, List<RowSample.Row> known) {
        if (task.ofNumbers()) {
            return check(task, batch, NumberSight.of(task, known, rows), rows, dataset, known);
        }
        if (task.ofImages()) {
            FrozenFeatures.Source<RgbImage> source = pictures.of(task.backbone());
            BatchChecks found = check(task, batch, new ImageSight(task.name(), source, cache), rows, dataset, known);
            return found.with(null, advice(task, batch, dataset, source.layers(), found));
        }
        FrozenFeatures.Source<String> source = texts.of(task.backbone());
        BatchChecks found =
                check(task, batch, new TextSight(task.name(), task.ofPairs(), source, cache), rows, dataset, known);
        return found.with(
                LanguageFindings.of(rows, known, languages).orElse(null),
                advice(task, batch, dataset, source.layers(), found));
    }

    private BatchChecks check(
            Task task,
            Subject batch,
            Sight sight,
            List<RowSample.Row> rows,
            DatasetState dataset,
            List<RowSample.Row> known) {
        Instant start = clock.instant();
        Features of = sight.features(known, rows);
        LabelReport labels = !batch.labelled()
                ? null
                : LABELS.run(
                        labelled(known, of.dataset(), task),
                        labelled(rows, of.batch(), task),
                        task.labels().size(),
                        of.probes(),
                        LabelListener.SILENT);
        DriftReport drift = known.size() < LEAST_ROWS
                ? null
                : drift(
                        sight.sample(
                                known,
                                batch.labelled() ? totals(dataset.labels(), task) : new TreeMap<>(),
                                of.dataset()),
                        sight.sample(rows, totals(batch.labels(), task), of.batch()));
        double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
        return new BatchChecks(
                null,
                new BatchChecks.Scope(sight.backbone(), rows.size(), known.size(), seconds),
                labels == null ? null : LabelFindings.of(labels, rows, task.labels(), sight),
                drift == null ? null : DriftFindings.of(drift),
                null,
                null);
    }

    private static LabelledRows labelled(List<RowSample.Row> rows, float[][] features, Task task) {
        return new LabelledRows(
                features,
                rows.stream()
                        .mapToInt(row -> task.labels().indexOf(row.label()))
                        .toArray());
    }

    /** The distance takes most of the time and says nothing new where nothing drifted. */
    private static DriftReport drift(DataSample dataset, DataSample batch) {
        DriftReport report = DriftReport.of(dataset, batch, DRIFT.withoutDistance(), DriftListener.SILENT);
        return report.verdict() == DriftVerdict.NONE
                ? report
                : new DriftReport(
                        report.verdict(),
                        report.level(),
                        report.findings(),
                        ProxyADistance.of(dataset.features(), batch.features(), DRIFT, DriftListener.SILENT),
                        report.notCompared());
    }

    private static StrategyFindings advice(
            Task task, Subject batch, DatasetState dataset, int layers, BatchChecks found) {
        SortedMap<String, Long> labels = totals(dataset.labels(), task);
        totals(batch.labels(), task).forEach((label, rows) -> labels.merge(label, rows, Long::sum));
        long train = train(dataset.labels()) + train(batch.labels());
        return StrategyFindings.of(
                task,
                labels,
                train,
                layers,
                found.drift() == null ? null : found.drift().distance());
    }

    /** Of the task's own labels: rows of one that it dropped stay in the data set, and no batch can have it. */
    private static SortedMap<String, Long> totals(Map<String, SplitCounts> labels, Task task) {
        return labels.entrySet().stream()
                .filter(entry -> task.labels().contains(entry.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().total(), Long::sum, TreeMap::new));
    }

    private static long train(Map<String, SplitCounts> labels) {
        return labels.values().stream().mapToLong(SplitCounts::train).sum();
    }

    private static List<RowSample.Row> first(List<RowSample.Row> rows, int most) {
        return rows.subList(0, Math.min(most, rows.size()));
    }
}
