package dev.graft.dashboard.readmodel;

import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.RowCounts;
import dev.graft.dashboard.readmodel.BatchFacts.Announcement;
import dev.graft.dashboard.view.BatchDetail;
import dev.graft.dashboard.view.BatchState;
import dev.graft.dashboard.view.BatchSummary;
import dev.graft.dashboard.view.ChainLink;
import dev.graft.dashboard.view.DeadLetter;
import dev.graft.platform.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a batch's facts amount to, with those of the run that learnt from it. */
final class BatchStory {
    private static final String DEAD_LETTER = "dead-letter";

    private final BatchFacts batch;
    private final @Nullable Fact<DatasetPrepared> prepared;
    private final Runs runs;
    private final @Nullable RunFacts run;
    private final @Nullable DeadLetter deadLetter;

    BatchStory(BatchFacts batch, Snapshots snapshots, Runs runs, DeadLetters deadLetters) {
        this.batch = batch;
        this.runs = runs;
        this.prepared = batch.batchId == null ? null : snapshots.ofBatch(batch.batchId);
        this.run = prepared == null ? null : runs.ofSnapshot(prepared.data().snapshotId());
        this.deadLetter = batch.announcements.keySet().stream()
                .map(deadLetters::ofEvent)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    BatchState state() {
        if (run != null) {
            return switch (RunStory.state(run)) {
                case TRAINING -> BatchState.TRAINING;
                case EVALUATING, DECIDING -> BatchState.EVALUATING;
                case PROMOTED -> BatchState.PROMOTED;
                case REFUSED -> BatchState.REFUSED;
                case INCONCLUSIVE -> BatchState.INCONCLUSIVE;
                case ABANDONED -> BatchState.ABANDONED;
                case SUPERSEDED -> BatchState.SUPERSEDED;
            };
        }
        if (prepared != null) {
            return BatchState.SNAPSHOT;
        }
        if (batch.accepted != null) {
            return BatchState.ACCEPTED;
        }
        return batch.rejected != null || deadLetter != null ? BatchState.REJECTED : BatchState.RECEIVED;
    }

    BatchSummary summary() {
        BatchState state = state();
        Fact<Announcement> first = batch.announcement();
        Announcement announcement = first == null ? null : first.data();
        return new BatchSummary(
                id(first),
                batch.task,
                state,
                batch.announced,
                announcement == null ? null : announcement.description(),
                reason(state),
                explanation(state),
                run == null ? List.of() : RunStory.failedRules(run),
                run == null ? null : RunStory.version(run),
                run == null ? null : RunStory.training(run),
                prepared == null ? null : prepared.data().snapshotId(),
                run == null ? null : run.runId,
                run == null ? null : runs.successorOf(run),
                announcement == null ? null : announcement.rows(),
                batch.parts == null ? null : batch.parts.progress(),
                rows(),
                batch.accepted == null ? null : batch.accepted.data().findings(),
                Chain.first(links()),
                updated());
    }

    private Instant updated() {
        Instant last = Chain.last(links());
        return batch.parts == null || batch.parts.lastHeard().isBefore(last) ? last : batch.parts.lastHeard();
    }

    BatchDetail detail() {
        List<ChainLink> chain = Chain.of(links(), link -> run == null ? null : RunStory.computeSeconds(run, link));
        long compute = chain.stream()
                .map(ChainLink::computeMillis)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .sum();
        long elapsed =
                Duration.between(Chain.first(links()), Chain.last(links())).toMillis();
        return new BatchDetail(summary(), chain, elapsed, compute, true);
    }

    private Stream<Link> links() {
        Stream<Link> ofBatch =
                Stream.concat(batch.links(), Stream.ofNullable(prepared).map(Fact::link));
        return run == null ? ofBatch : Stream.concat(ofBatch, run.links());
    }

    private String id(@Nullable Fact<Announcement> first) {
        if (batch.batchId != null || first == null) {
            return batch.batchId == null ? batch.key : batch.batchId;
        }
        return first.link().id();
    }

    private @Nullable String reason(BatchState state) {
        if (run != null) {
            return RunStory.reason(run);
        }
        if (state != BatchState.REJECTED) {
            return null;
        }
        return batch.rejected == null
                ? DEAD_LETTER
                : Json.tree(batch.rejected.data().reason()).asText();
    }

    private @Nullable String explanation(BatchState state) {
        if (run != null) {
            return RunStory.explanation(run);
        }
        if (state != BatchState.REJECTED) {
            return null;
        }
        if (batch.rejected != null) {
            return batch.rejected.data().explanation();
        }
        return deadLetter == null ? null : deadLetter.reason();
    }

    private @Nullable RowCounts rows() {
        if (batch.accepted != null) {
            return batch.accepted.data().rows();
        }
        return batch.rejected == null ? null : batch.rejected.data().rows();
    }
}
