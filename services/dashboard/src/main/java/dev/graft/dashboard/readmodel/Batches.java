package dev.graft.dashboard.readmodel;

import dev.graft.contracts.EventData;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.BatchPartPrepared;
import dev.graft.contracts.event.BatchPartRequested;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.dashboard.readmodel.BatchFacts.Announcement;
import dev.graft.dashboard.view.BatchState;
import dev.graft.dashboard.view.BatchSummary;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The batches. An announcement does not know its batch id yet: it is joined with the answer that names it as its cause,
 * and with other announcements of the same content. Until then it stands for a batch of its own.
 */
final class Batches {
    private static final int MAX_NAMES = 100;

    private final Newest<BatchFacts> kept;
    private final Lines<BatchSummary, BatchState> older;
    private final Function<BatchFacts, BatchSummary> line;
    private final int listed;
    private final Map<String, String> keyOfName = new HashMap<>();
    private final Pool pool;

    /** @param line the story of a batch in short, of which facts of others are a part */
    Batches(Bounds bounds, Pool pool, Function<BatchFacts, BatchSummary> line) {
        this.pool = pool;
        this.kept = new Newest<>(bounds.kept(), this::forget);
        this.older = new Lines<>(bounds.lines(), BatchState.class, BatchSummary::state);
        this.line = line;
        this.listed = bounds.listed();
    }

    void apply(Link link, EventData data) {
        if (data instanceof BatchLabelled labelled) {
            announced(link, labelled);
        } else if (data instanceof BatchPartRequested part) {
            PartFacts parts = parts(answered(link, part.task(), part.batchId()), part.parts(), link);
            if (parts != null) {
                parts.requested(link.time());
            }
        } else if (data instanceof BatchPartPrepared part) {
            PartFacts parts =
                    parts(join(link, part.task(), part.batchId(), List.of(part.batchId())), part.parts(), link);
            if (parts != null) {
                parts.prepared(link.time(), part);
            }
        } else if (data instanceof BatchAccepted accepted) {
            BatchFacts facts = answered(link, accepted.task(), accepted.batchId());
            if (facts != null) {
                BatchFacts.Accepted answer = new BatchFacts.Accepted(accepted.rows(), accepted.findings());
                facts.accepted = Fact.earlier(facts.accepted, new Fact<>(link, answer));
            }
        } else if (data instanceof DatasetRejected rejected) {
            BatchFacts facts = answered(link, rejected.task(), rejected.batchId());
            if (facts != null) {
                facts.rejected = Fact.later(facts.rejected, new Fact<>(link, rejected));
            }
        }
    }

    private static @Nullable PartFacts parts(@Nullable BatchFacts batch, int count, Link link) {
        if (batch != null && batch.parts == null) {
            batch.parts = new PartFacts(count, link.time());
        }
        return batch == null ? null : batch.parts;
    }

    /** The batch with this id, or the one that the announcement with this event id belongs to. */
    @Nullable
    BatchFacts find(String name) {
        String key = keyOfName.get(name);
        return key == null ? null : kept.get(key);
    }

    /** Those that are kept whole. */
    Stream<BatchFacts> newestFirst() {
        return kept.everythingNewestFirst().limit(listed);
    }

    /** Those of which the line in the list is left. */
    Lines<BatchSummary, BatchState> older() {
        return older;
    }

    private void forget(BatchFacts batch) {
        if (batch.links().findAny().isPresent()) {
            older.add(line.apply(batch));
        }
        batch.names.forEach(keyOfName::remove);
    }

    private void announced(Link link, BatchLabelled data) {
        BatchFacts facts = join(link, data.task(), null, List.of(link.id(), fingerprint(data)));
        if (facts != null) {
            Integer rows = data.rows() == null ? null : data.rows().size();
            facts.announce(new Fact<>(link, new Announcement(data.description(), rows, data.source())));
        }
    }

    private @Nullable BatchFacts answered(Link link, String task, @Nullable String batchId) {
        String cause = link.causationId() == null ? link.id() : link.causationId();
        return join(link, task, batchId, batchId == null ? List.of(cause) : List.of(batchId, cause));
    }

    /** The one batch that all the names stand for; what was known under them apart is put together. */
    private @Nullable BatchFacts join(Link link, String ofTask, @Nullable String id, List<String> ofNames) {
        String task = pool.of(ofTask);
        String batchId = id == null ? null : pool.of(id);
        List<String> names = ofNames.stream().map(pool::of).toList();
        List<BatchFacts> known = names.stream()
                .map(this::find)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        String key = batchId != null ? batchId : keyAmong(known, names.get(0));
        List<BatchFacts> parts = known.stream()
                .filter(part -> part.batchId == null && !part.key.equals(key))
                .toList();
        Instant since = Stream.concat(Stream.of(link.time()), parts.stream().map(part -> kept.since(part.key)))
                .min(Instant::compareTo)
                .orElse(link.time());
        parts.forEach(this::takeOut);
        BatchFacts target = kept.touch(key, since, () -> new BatchFacts(key, task, batchId));
        if (target != null) {
            parts.forEach(part -> merge(target, part));
            names.forEach(name -> name(target, name));
        }
        return target;
    }

    private void takeOut(BatchFacts part) {
        kept.remove(part.key);
        part.names.forEach(keyOfName::remove);
    }

    private static String keyAmong(List<BatchFacts> known, String fallback) {
        return known.stream()
                .filter(facts -> facts.batchId != null)
                .findFirst()
                .or(() -> known.stream().findFirst())
                .map(facts -> facts.key)
                .orElse(fallback);
    }

    private void merge(BatchFacts target, BatchFacts part) {
        target.absorb(part);
        part.names.forEach(name -> keyOfName.put(name, target.key));
    }

    private void name(BatchFacts target, String name) {
        BatchFacts holder = find(name);
        boolean free = holder == null || holder.batchId == null;
        if (free && (target.names.size() < MAX_NAMES || name.equals(target.batchId))) {
            target.names.add(name);
            keyOfName.put(name, target.key);
        }
    }

    /** The same for two announcements of the same content, whatever their ids and descriptions. */
    private static String fingerprint(BatchLabelled data) {
        BatchLabelled content = new BatchLabelled(data.task(), null, data.source(), data.rows(), data.dataSource());
        return "content:" + Hashes.sha256(Json.bytes(content));
    }
}
