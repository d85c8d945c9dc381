package dev.graft.registry.webhook;

import dev.graft.contracts.event.ModelChanged;
import dev.graft.platform.json.Json;
import dev.graft.registry.book.Books;
import dev.graft.registry.change.StateEvents;
import dev.graft.registry.search.ModelState;
import dev.graft.registry.search.ReadRecords;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Puts into the outbox what has happened to a model since it was looked at last.
 *
 * <p>The deliveries are written first and the state that webhooks know then, so a process that dies in between leaves both
 * for the next look, which finds the same notices under the same ids. A model is looked at by one process at a time.
 */
public final class TellWebhooks {
    /** Whatever the clocks of two processes say. */
    private static final Instant AT_ONCE = Instant.EPOCH;

    private final WebhookShelf shelf;
    private final Deliveries deliveries;
    private final ToldStates told;
    private final ReadRecords reading;
    private final Books books;

    public TellWebhooks(WebhookShelf shelf, Deliveries deliveries, ToldStates told, ReadRecords reading, Books books) {
        this.shelf = shelf;
        this.deliveries = deliveries;
        this.told = told;
        this.reading = reading;
        this.books = books;
    }

    /**
     * Looks at a model that may have changed.
     *
     * @return how many deliveries there are to make
     */
    public int look(String model) {
        // Also where there is no webhook: the first one is to be told of what comes after it, and of nothing else.
        List<Webhook> webhooks = shelf.all();
        ModelChanged known = told.find(model).orElse(null);
        ModelState state = reading.state(model);
        // Those that came after the state are for the next look, which then finds them.
        var moves = books.upToDate(model).history().moves().subList(0, state.moves());
        int count = 0;
        List<Notice> notices = FindNotices.between(known, state, moves);
        for (Webhook webhook : webhooks) {
            Set<String> heard = new HashSet<>();
            for (Notice notice : notices) {
                if (webhook.wants(notice) && !heard.contains(notice.within())) {
                    deliveries.put(webhook.id(), delivery(webhook, model, notice));
                    heard.add(notice.place());
                    count++;
                }
            }
        }
        state.record().ifPresentOrElse(record -> told.put(StateEvents.data(state)), () -> told.remove(model));
        return count;
    }

    private static Delivery delivery(Webhook webhook, String model, Notice notice) {
        String place = webhook.id() + "/" + model + "/" + notice.event().word() + "/" + notice.place();
        String id =
                UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8)).toString();
        return new Delivery(
                id,
                notice.event(),
                model,
                body(notice.event(), notice.at(), notice.data()),
                notice.at(),
                notice.order(),
                0,
                AT_ONCE,
                null);
    }

    /** MLflow's envelope. */
    static String body(WebhookEvent event, Instant at, Map<String, Object> data) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("entity", event.entity());
        envelope.put("action", event.action());
        envelope.put("timestamp", at.toString());
        envelope.put("data", data);
        return new String(Json.bytes(envelope), StandardCharsets.UTF_8);
    }
}
