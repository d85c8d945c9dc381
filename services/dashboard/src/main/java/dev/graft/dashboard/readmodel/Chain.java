package dev.graft.dashboard.readmodel;

import dev.graft.dashboard.view.ChainLink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The events that a batch set off, in order of time, with the time from cause to effect. */
final class Chain {
    private Chain() {}

    static List<ChainLink> of(Stream<Link> links, Function<Link, @Nullable Double> computeSeconds) {
        List<Link> ordered = links.sorted(Link.BY_TIME).distinct().toList();
        Map<String, Link> byId = new HashMap<>();
        ordered.forEach(link -> byId.put(link.id(), link));
        List<ChainLink> chain = new ArrayList<>();
        Link before = null;
        for (Link link : ordered) {
            Link cause = link.causationId() == null ? before : byId.getOrDefault(link.causationId(), before);
            chain.add(shown(link, cause, computeSeconds.apply(link)));
            before = link;
        }
        return chain;
    }

    static Instant first(Stream<Link> links) {
        return links.map(Link::time).min(Instant::compareTo).orElse(Instant.EPOCH);
    }

    static Instant last(Stream<Link> links) {
        return links.map(Link::time).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    private static ChainLink shown(Link link, @Nullable Link cause, @Nullable Double computeSeconds) {
        return new ChainLink(
                link.type().shortName(),
                link.id(),
                link.source(),
                link.time(),
                link.correlationId(),
                link.causationId(),
                cause == null
                        ? null
                        : Long.valueOf(
                                Duration.between(cause.time(), link.time()).toMillis()),
                computeSeconds == null ? null : Long.valueOf(Math.round(computeSeconds * 1000)));
    }
}
