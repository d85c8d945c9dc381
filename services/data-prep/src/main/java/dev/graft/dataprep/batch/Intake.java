package dev.graft.dataprep.batch;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchAccepted.Findings;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.batch.BatchOpener.Ready;
import dev.graft.dataprep.batch.BatchRefused.Refusal;
import dev.graft.dataprep.batch.BatchSifter.Against;
import dev.graft.dataprep.batch.Comparison.Origin;
import dev.graft.dataprep.check.BatchChecks;
import dev.graft.dataprep.check.CheckBatch;
import dev.graft.dataprep.check.CheckBatch.Subject;
import dev.graft.dataprep.journal.Asked;
import dev.graft.dataprep.journal.Dataset;
import dev.graft.dataprep.journal.DatasetState;
import dev.graft.dataprep.journal.DatasetState.Pending;
import dev.graft.dataprep.journal.Edge;
import dev.graft.dataprep.journal.JournalEntry.BatchTaken;
import dev.graft.dataprep.journal.KnownRows;
import dev.graft.dataprep.journal.KnownRows.Known;
import dev.graft.dataprep.journal.Recorded;
import dev.graft.dataprep.journal.WorkFolder;
import dev.graft.dataprep.snapshot.TriggerPolicy;
import dev.graft.platform.trace.Spans;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The work on a batch that is not part of its data set yet: fetched, told apart, stored, and entered into the journal,
 * which is the commit point. Where another process enters something first, the rows are told apart anew, because what is
 * a duplicate may have changed. Called with the data set's lock held.
 */
final class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final BatchOpener opener;
    private final BatchSifter sifter;
    private final FitnessPolicy fitness;
    private final BatchFiles files;
    private final KnownRows knownRows;
    private final CheckBatch checks;
    private final GoldenSets goldenSets;
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
        this.opener = new BatchOpener(
                new BatchReader(edge.store(), limits),
                limits,
                new SplitBatch(edge, limits),
                columns,
                checks.languages());
        this.sifter = new BatchSifter(limits);
        this.fitness = new FitnessPolicy(limits);
        this.files = new BatchFiles(edge.store());
        this.knownRows = knownRows;
        this.checks = checks;
        this.goldenSets = goldenSets;
        this.rejections = rejections;
        this.edge = edge;
    }

    /**
     * Enters the batch into the journal; where it is refused instead, returns the event that says so. Where its parts are
     * yet to be prepared it does neither, and is to be called again.
     */
    Optional<Event<?>> take(Event<BatchLabelled> announcement, String batchId, Task newest, Dataset dataset) {
        try (WorkFolder folder = new WorkFolder()) {
            Optional<Ready> ready = Spans.in(
                    "open batch", () -> opener.open(announcement, batchId, newest, dataset.state(), folder.path()));
            if (ready.isEmpty()) {
                return Optional.empty();
            }
            Optional<Event<?>> refused = take(announcement, batchId, ready.get(), dataset, folder.path());
            close(announcement, batchId, newest);
            return refused;
        } catch (BatchRefused e) {
            Event<?> refused = rejections.refuse(announcement, batchId, e.refusal(), null, null, null);
            close(announcement, batchId, newest);
            return Optional.of(refused);
        } catch (PartsGone e) {
            LOG.infof("batch %s of task %s: %s", batchId, newest.name(), e.getMessage());
            dataset.refresh();
            return Optional.empty();
        }
    }

    /** The announcement has its answer: what helped to come to it goes. */
    void close(Event<BatchLabelled> announcement, String batchId, Task newest) {
        opener.close(announcement, batchId, newest);
    }

    private Optional<Event<?>> take(
            Event<BatchLabelled> announcement, String batchId, Ready batch, Dataset dataset, Path folder)
            throws BatchRefused {
        Task task = batch.task();
        Origin origin = new Origin(batchId, announcement.data().dataSource());
        GoldenRows golden = goldenSets.of(task).orElse(null);
        while (dataset.state().sequenceOf(batchId).isEmpty()) {
            Known known = knownRows.of(dataset, Asked.of(task), folder);
            Sifted sifted = Spans.in(
                    "sift rows", () -> sifter.sift(batch.rows(), task, origin, new Against(known, golden), folder));
            Optional<Refusal> refusal = fitness.refusal(sifted.report(), task);
            boolean labelled = !announcement.data().withoutLabels();
            if (refusal.isEmpty()) {
                sifted = checked(sifted, task, dataset, known, labelled);
                refusal = FitnessPolicy.refusalOfLabels(sifted.report(), task);
            }
            if (refusal.isPresent()) {
                return Optional.of(refuse(announcement, batchId, refusal.get(), sifted));
            }
            enter(announcement, task, sifted, dataset);
        }
        return Optional.empty();
    }

    private Sifted checked(Sifted sifted, Task task, Dataset dataset, Known known, boolean labelled) {
        QualityReport report = sifted.report();
        Subject subject = new Subject(sifted.rows().sample(), report.labels(), labelled);
        return sifted.with(report.with(Spans.in(
                "check batch",
                () -> checks.check(
                        task, subject, dataset.state(), known.sample().rows()))));
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
                driftChance(report),
                announcement.data().withoutLabels() ? report.splits() : null);
        boolean claimed = dataset.claim(new Recorded(entry, accepted(announcement, task, entry, report, dataset)));
        if (claimed && entry.unlabelled() == null) {
            knownRows.add(dataset, Asked.of(task), sifted.rows());
        }
    }

    private static @Nullable Double driftChance(QualityReport report) {
        BatchChecks found = report.checks();
        return found == null || found.drift() == null ? null : found.drift().chance();
    }

    private static @Nullable Findings findings(QualityReport report) {
        BatchChecks found = report.checks();
        return found == null || found.scope() == null
                ? null
                : new Findings(
                        found.scope().rows(),
                        found.labels() == null ? 0 : found.labels().suspected(),
                        found.drift() == null ? null : found.drift().drifted());
    }

    /** Drift that the trigger asks for leaves nothing to wait for. */
    private static int minimumNewRows(Task task, @Nullable Double driftChance) {
        Double level = task.trigger().driftLevel();
        return level != null && driftChance != null && driftChance <= level
                ? 1
                : Objects.requireNonNull(task.trigger().minimumNewRows());
    }

    private static long pendingRows(Task task, DatasetState dataset, BatchTaken entry) {
        List<Pending> pending = new ArrayList<>(dataset.pending());
        pending.add(Pending.of(entry));
        return TriggerPolicy.counting(pending, task, dataset).stream()
                .mapToLong(Pending::rows)
                .sum();
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
                                pendingRows(task, dataset.state(), entry),
                                minimumNewRows(task, entry.driftChance()),
                                findings(report)));
    }
}
