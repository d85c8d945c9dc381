package dev.graft.dataprep.batch;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.batch.BatchReader.Opened;
import dev.graft.dataprep.batch.BatchRefused.Refusal;
import dev.graft.dataprep.batch.Sieve.Origin;
import dev.graft.dataprep.duplicate.Nearness;
import dev.graft.dataprep.journal.Dataset;
import dev.graft.dataprep.journal.Edge;
import dev.graft.dataprep.journal.JournalEntry.BatchTaken;
import dev.graft.dataprep.journal.KnownRows;
import dev.graft.dataprep.journal.Recorded;
import dev.graft.dataprep.mapping.RowMapping;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The work on a batch that is not part of its data set yet: fetched, told apart, stored, and entered into the journal,
 * which is the commit point. Where another process enters something first, the rows are told apart anew, because what is
 * a duplicate may have changed. Called with the data set's lock held.
 */
final class Intake {
    private final BatchReader reader;
    private final BatchSifter sifter;
    private final FitnessPolicy fitness;
    private final BatchFiles files;
    private final KnownRows knownRows;
    private final Rejections rejections;
    private final Edge edge;

    Intake(Edge edge, BatchLimits limits, KnownRows knownRows, Rejections rejections) {
        this.reader = new BatchReader(edge.store(), limits);
        this.sifter = new BatchSifter(limits);
        this.fitness = new FitnessPolicy(limits);
        this.files = new BatchFiles(edge.store());
        this.knownRows = knownRows;
        this.rejections = rejections;
        this.edge = edge;
    }

    /** Enters the batch into the journal; where it is refused instead, returns the event that says so. */
    Optional<Event<?>> take(Event<BatchLabelled> announcement, String batchId, Task task, Dataset dataset) {
        try (WorkFolder folder = new WorkFolder()) {
            Origin origin = origin(announcement.data(), batchId, task);
            Optional<Nearness> nearness = BatchSifter.nearness(task);
            Opened batch = reader.fetch(announcement.data(), origin.mapping().wanted(), folder.path());
            while (dataset.state().sequenceOf(batchId).isEmpty()) {
                Sifted sifted =
                        sifter.sift(batch, task, origin, knownRows.of(dataset, nearness, folder.path()), folder.path());
                Optional<Refusal> refusal = fitness.refusal(sifted.report(), task);
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

    private static Origin origin(BatchLabelled batch, String batchId, Task task) throws BatchRefused {
        return new Origin(batchId, batch.dataSource(), mapping(batch, task));
    }

    private static RowMapping mapping(BatchLabelled batch, Task task) throws BatchRefused {
        if (batch.dataSource() == null) {
            return RowMapping.ofColumns(
                    batch.source() == null ? null : batch.source().columns());
        }
        DataSource source = task.dataSources().get(batch.dataSource());
        if (source == null) {
            throw new BatchRefused(
                    Reason.UNKNOWN_DATA_SOURCE,
                    "the task '" + task.name() + "' has no data source '" + batch.dataSource() + "'; it declares "
                            + new TreeSet<>(task.dataSources().keySet())
                            + ". Correct the name, or declare a version of the task that has it");
        }
        return batch.source() == null ? RowMapping.ofInline(source) : RowMapping.of(source);
    }

    private Event<?> refuse(Event<BatchLabelled> announcement, String batchId, Refusal refusal, Sifted sifted) {
        QualityReport report = sifted.report();
        Optional<ObjectRef> quarantine = files.putQuarantine(report.task(), batchId, sifted.quarantine());
        ObjectRef reportFile = files.putReport(report);
        return rejections.refuse(announcement, batchId, refusal, report, reportFile, quarantine.orElse(null));
    }

    private void enter(Event<BatchLabelled> announcement, Task task, Sifted sifted, Dataset dataset) {
        QualityReport report = sifted.report();
        ObjectRef shard = files.putRows(report.task(), report.batchId(), sifted.rows());
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
                report.dataSource());
        if (dataset.claim(new Recorded(entry, accepted(announcement, task, entry, dataset)))) {
            knownRows.add(dataset, BatchSifter.nearness(task), sifted.rows());
        }
    }

    private static int minimumNewRows(Task task) {
        return Objects.requireNonNull(task.trigger().minimumNewRows());
    }

    private Event<BatchAccepted> accepted(
            Event<BatchLabelled> announcement, Task task, BatchTaken entry, Dataset dataset) {
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
                                minimumNewRows(task)));
    }
}
