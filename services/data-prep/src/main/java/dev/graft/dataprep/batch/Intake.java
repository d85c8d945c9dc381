package dev.graft.dataprep.batch;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchAccepted.Findings;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.batch.BatchReader.Opened;
import dev.graft.dataprep.batch.BatchReader.OpenedImages;
import dev.graft.dataprep.batch.BatchRefused.Refusal;
import dev.graft.dataprep.batch.BatchSifter.Against;
import dev.graft.dataprep.batch.Comparison.Origin;
import dev.graft.dataprep.check.BatchChecks;
import dev.graft.dataprep.check.CheckBatch;
import dev.graft.dataprep.check.CheckBatch.Subject;
import dev.graft.dataprep.image.ImageRules;
import dev.graft.dataprep.journal.Asked;
import dev.graft.dataprep.journal.Dataset;
import dev.graft.dataprep.journal.Edge;
import dev.graft.dataprep.journal.JournalEntry.BatchTaken;
import dev.graft.dataprep.journal.KnownRows;
import dev.graft.dataprep.journal.KnownRows.Known;
import dev.graft.dataprep.journal.Recorded;
import dev.graft.dataprep.journal.WorkFolder;
import dev.graft.dataprep.mapping.RowMapping;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The work on a batch that is not part of its data set yet: fetched, told apart, stored, and entered into the journal,
 * which is the commit point. Where another process enters something first, the rows are told apart anew, because what is
 * a duplicate may have changed. Called with the data set's lock held.
 */
final class Intake {
    private final BatchReader reader;
    private final BatchLimits limits;
    private final BatchSifter sifter;
    private final FitnessPolicy fitness;
    private final BatchFiles files;
    private final KnownRows knownRows;
    private final CheckBatch checks;
    private final GoldenSets goldenSets;
    private final PinColumns columns;
    private final Rejections rejections;
    private final Edge edge;

    Intake(
            Edge edge,
            BatchLimits limits,
            KnownRows knownRows,
            CheckBatch checks,
            GoldenSets goldenSets,
            PinColumns columns,
            Rejections rejections) {
        this.reader = new BatchReader(edge.store(), limits);
        this.limits = limits;
        this.sifter = new BatchSifter(limits);
        this.fitness = new FitnessPolicy(limits);
        this.files = new BatchFiles(edge.store());
        this.knownRows = knownRows;
        this.checks = checks;
        this.goldenSets = goldenSets;
        this.columns = columns;
        this.rejections = rejections;
        this.edge = edge;
    }

    /** Enters the batch into the journal; where it is refused instead, returns the event that says so. */
    Optional<Event<?>> take(Event<BatchLabelled> announcement, String batchId, Task newest, Dataset dataset) {
        try (WorkFolder folder = new WorkFolder()) {
            BatchLabelled announced = announcement.data();
            Origin origin = new Origin(batchId, announced.dataSource());
            DataSource source = dataSource(announced, newest);
            Task task = newest;
            Opening batch;
            if (newest.ofImages()) {
                batch = pictures(announced, newest, source, folder.path());
            } else {
                Opened rows = reader.fetch(announced, folder.path());
                task = columns.pinned(announcement, newest, source, rows, dataset.state());
                batch = table(announced, task, source, rows);
            }
            GoldenRows golden = goldenSets.of(task).orElse(null);
            while (dataset.state().sequenceOf(batchId).isEmpty()) {
                Known known = knownRows.of(dataset, Asked.of(task), folder.path());
                Sifted sifted = sifter.sift(batch, task, origin, new Against(known, golden), folder.path());
                Optional<Refusal> refusal = fitness.refusal(sifted.report(), task);
                if (refusal.isEmpty()) {
                    sifted = checked(sifted, task, dataset, known);
                    refusal = FitnessPolicy.refusalOfLabels(sifted.report(), task);
                }
                if (refusal.isPresent()) {
                    return Optional.of(refuse(announcement, batchId, refusal.get(), sifted));
                }
                enter(announcement, task, sifted, dataset);
            }
            return Optional.empty();
        } catch (BatchRefused e) {
            return Optional.of(rejections.refuse(announcement, batchId, e.refusal(), null, null, null));
        }
    }

    private Opening pictures(BatchLabelled batch, Task task, @Nullable DataSource source, Path folder)
            throws BatchRefused {
        OpenedImages images = reader.fetchImages(batch, folder);
        RowMapping mapping = TableReading.mapping(batch, source);
        ImageRules rules = new ImageRules(task.labels(), limits.images());
        ImageReading reading = new ImageReading(mapping, rules);
        return comparison -> new ImageSieve(images.open(), reading, comparison);
    }

    private Opening table(BatchLabelled batch, Task task, @Nullable DataSource source, Opened rows) {
        TableReading table = TableReading.of(batch, task, source, limits);
        return comparison ->
                new RowSieve(rows.open(table.wanted()), table.reading().get(), comparison);
    }

    private Sifted checked(Sifted sifted, Task task, Dataset dataset, Known known) {
        QualityReport report = sifted.report();
        Subject subject = new Subject(sifted.rows().sample(), report.labels());
        return sifted.with(report.with(
                checks.check(task, subject, dataset.state(), known.sample().rows())));
    }

    private static @Nullable DataSource dataSource(BatchLabelled batch, Task task) throws BatchRefused {
        if (batch.dataSource() == null) {
            return null;
        }
        DataSource source = task.dataSources().get(batch.dataSource());
        if (source == null) {
            throw new BatchRefused(
                    Reason.UNKNOWN_DATA_SOURCE,
                    "the task '" + task.name() + "' has no data source '" + batch.dataSource() + "'; it declares "
                            + new TreeSet<>(task.dataSources().keySet())
                            + ". Correct the name, or declare a version of the task that has it");
        }
        return source;
    }

    private Event<?> refuse(Event<BatchLabelled> announcement, String batchId, Refusal refusal, Sifted sifted) {
        QualityReport report = sifted.report();
        Optional<ObjectRef> quarantine = files.putQuarantine(report.task(), batchId, sifted.quarantine());
        ObjectRef reportFile = files.putReport(report);
        return rejections.refuse(announcement, batchId, refusal, report, reportFile, quarantine.orElse(null));
    }

    private void enter(Event<BatchLabelled> announcement, Task task, Sifted sifted, Dataset dataset) {
        QualityReport report = sifted.report();
        ObjectRef shard =
                files.putRows(report.task(), report.batchId(), sifted.rows().shard());
        Optional<ObjectRef> quarantine = files.putQuarantine(report.task(), report.batchId(), sifted.quarantine());
        ObjectRef reportFile = files.putReport(report);
        BatchTaken entry = new BatchTaken(
                dataset.state().tail() + 1,
                edge.clock().instant(),
                report.batchId(),
                report.taskVersion(),
                report.rows(),
                shard,
                reportFile,
                quarantine.orElse(null),
                report.labels(),
                report.dataSource(),
                driftChance(report));
        if (dataset.claim(new Recorded(entry, accepted(announcement, task, entry, report, dataset)))) {
            knownRows.add(dataset, Asked.of(task), sifted.rows());
        }
    }

    private static @Nullable Double driftChance(QualityReport report) {
        BatchChecks found = report.checks();
        return found == null || found.drift() == null ? null : found.drift().chance();
    }

    private static @Nullable Findings findings(QualityReport report) {
        BatchChecks found = report.checks();
        return found == null || found.scope() == null || found.labels() == null
                ? null
                : new Findings(
                        found.scope().rows(),
                        found.labels().suspected(),
                        found.drift() == null ? null : found.drift().drifted());
    }

    /** Drift that the trigger asks for leaves nothing to wait for. */
    private static int minimumNewRows(Task task, @Nullable Double driftChance) {
        Double level = task.trigger().driftLevel();
        return level != null && driftChance != null && driftChance <= level
                ? 1
                : Objects.requireNonNull(task.trigger().minimumNewRows());
    }

    private Event<BatchAccepted> accepted(
            Event<BatchLabelled> announcement, Task task, BatchTaken entry, QualityReport report, Dataset dataset) {
        return edge.events()
                .causedBy(
                        announcement,
                        entry.batchId(),
                        StoreLayout.batchManifest(task.name(), entry.batchId()),
                        new BatchAccepted(
                                task.name(),
                                entry.taskVersion(),
                                entry.batchId(),
                                entry.sequence(),
                                entry.rows(),
                                entry.report(),
                                dataset.state().pendingRows() + entry.rows().accepted(),
                                minimumNewRows(task, entry.driftChance()),
                                findings(report)));
    }
}
