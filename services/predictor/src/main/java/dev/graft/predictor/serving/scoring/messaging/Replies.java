package dev.graft.predictor.serving.scoring.messaging;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.PredictionRequested;
import dev.graft.platform.event.DeadLetters;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.event.EventSpans;
import dev.graft.platform.event.Events;
import dev.graft.platform.json.Hashes;
import dev.graft.predictor.serving.scoring.ScoreRequests;
import dev.graft.predictor.serving.scoring.ScoringOutcome;
import dev.graft.predictor.serving.scoring.ScoringOutcome.Answered;
import dev.graft.predictor.serving.scoring.ScoringOutcome.Refused;
import dev.graft.predictor.serving.scoring.ScoringRequest;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What is to be sent for each record of the topic of requests: an answer, a dead letter, or nothing yet. */
@Singleton
class Replies {
    private final ScoreRequests scoring;
    private final EventCodec codec;
    private final Events events;
    private final DeadLetters deadLetters;

    Replies(ScoreRequests scoring, EventCodec codec, Events events, DeadLetters deadLetters) {
        this.scoring = scoring;
        this.codec = codec;
        this.events = events;
        this.deadLetters = deadLetters;
    }

    /**
     * What a record leads to.
     *
     * @param message to send; null: its task has no champion yet
     * @param refusal why it is a dead letter; null: it is none
     */
    record Reply(
            Received to,
            @Nullable ProducerRecord<byte[], byte[]> message,
            @Nullable String refusal) {}

    /** One for each, in their order; behind one that waits everything of its partition waits. */
    List<Reply> to(List<Received> received) {
        List<ScoringRequest> requests = received.stream()
                .map(Received::request)
                .flatMap(Optional::stream)
                .toList();
        Iterator<ScoringOutcome> outcomes = scoring.score(requests).iterator();
        Set<TopicPartition> held = new HashSet<>();
        List<Reply> replies = new ArrayList<>();
        for (Received each : received) {
            Event<PredictionRequested> request = each.event();
            Reply reply = request == null ? refused(each, each.objection()) : reply(each, request, outcomes.next());
            if (reply.message() == null) {
                held.add(each.partition());
            }
            replies.add(held.contains(each.partition()) ? new Reply(each, null, null) : reply);
        }
        return replies;
    }

    private Reply reply(Received received, Event<PredictionRequested> request, ScoringOutcome outcome) {
        if (outcome instanceof Answered answered) {
            return new Reply(received, answer(received, request, answered), null);
        }
        return outcome instanceof Refused refused
                ? refused(received, refused.reason())
                : new Reply(received, null, null);
    }

    /** Its id is a hash of the request's source and id, which CloudEvents says are unique together. */
    private ProducerRecord<byte[], byte[]> answer(
            Received received, Event<PredictionRequested> request, Answered answered) {
        String place = Hashes.id(request.source(), request.id());
        String correlation = request.correlationId() == null ? request.id() : request.correlationId();
        Event<?> answer = events.causedBy(request, correlation, place, answered.answer());
        EventSpans.answered(received.record(), request, answer);
        return codec.encode(answer, received.record().key());
    }

    private Reply refused(Received received, String reason) {
        return new Reply(received, deadLetters.letter(received.record(), reason), reason);
    }
}
