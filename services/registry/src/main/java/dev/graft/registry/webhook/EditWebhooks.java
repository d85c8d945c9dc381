package dev.graft.registry.webhook;

import dev.graft.registry.label.Refused;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Creates, changes, deletes and tries webhooks. */
public final class EditWebhooks {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
    private static final int MAX_WEBHOOKS = 100;
    private static final int MAX_SECRET_CHARS = 1_000;
    private static final int MAX_DESCRIPTION_CHARS = 5_000;

    private final WebhookShelf shelf;
    private final SendDelivery sending;
    private final Targets targets;
    private final Optional<Seal> seal;
    private final Clock clock;

    EditWebhooks(WebhookShelf shelf, SendDelivery sending, Targets targets, Optional<Seal> seal, Clock clock) {
        this.shelf = shelf;
        this.sending = sending;
        this.targets = targets;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * What somebody says of a webhook; null: nothing.
     *
     * @param events as entity and action
     */
    public record Wish(
            @Nullable String name,
            @Nullable String url,
            @Nullable String description,
            @Nullable List<WebhookEvent> events,
            @Nullable String secret,
            @Nullable Boolean active) {}

    /** By id. */
    public List<Webhook> all() {
        return shelf.all();
    }

    public Webhook get(String id) {
        return shelf.find(id).orElseThrow(() -> unknown(id));
    }

    public Webhook create(Wish wish) {
        if (shelf.all().size() >= MAX_WEBHOOKS) {
            throw Refused.conflict("there are " + MAX_WEBHOOKS + " webhooks already, the most that are kept");
        }
        Instant now = now();
        String id = UUID.randomUUID().toString();
        Webhook blank = new Webhook(id, "", "", null, List.of(), true, null, now, now, now);
        Webhook webhook = changed(blank, required(wish), now);
        shelf.add(webhook);
        return webhook;
    }

    public Webhook update(String id, Wish wish) {
        Instant now = now();
        return shelf.change(id, before -> changed(before, wish, now)).orElseThrow(() -> unknown(id));
    }

    public void delete(String id) {
        get(id);
        shelf.delete(id);
    }

    /** Sends an example of an event now, signed as all are. */
    public Sender.Answer test(String id, @Nullable WebhookEvent event) {
        Webhook webhook = get(id);
        WebhookEvent shown = event == null ? webhook.events().get(0) : event;
        try {
            return sending.send(
                    webhook, UUID.randomUUID().toString(), TellWebhooks.body(shown, now(), Examples.of(shown)));
        } catch (IllegalStateException e) {
            throw Refused.conflict(String.valueOf(e.getMessage()));
        }
    }

    private static Wish required(Wish wish) {
        if (wish.name() == null || wish.url() == null || wish.events() == null) {
            throw Refused.invalid("a webhook has the fields 'name', 'url' and 'events'");
        }
        return wish;
    }

    private Webhook changed(Webhook before, Wish wish, Instant now) {
        boolean active = wish.active() == null ? before.active() : wish.active();
        return new Webhook(
                before.id(),
                wish.name() == null ? before.name() : name(wish.name()),
                wish.url() == null ? before.url() : targets.checked(wish.url()),
                wish.description() == null
                        ? before.description()
                        : bounded("description", wish.description(), MAX_DESCRIPTION_CHARS),
                wish.events() == null ? before.events() : events(wish.events()),
                active,
                wish.secret() == null ? before.sealedSecret() : sealed(before.id(), wish.secret()),
                before.createdAt(),
                now,
                active && !before.active() ? now : before.since());
    }

    private static List<WebhookEvent> events(List<WebhookEvent> events) {
        if (events.isEmpty()) {
            throw Refused.invalid("a webhook hears of at least one event: " + WebhookEvent.all());
        }
        return events.stream().distinct().toList();
    }

    private String sealed(String id, String secret) {
        bounded("secret", secret, MAX_SECRET_CHARS);
        return seal.orElseThrow(
                        () -> Refused.conflict("the secret cannot be kept: start the registry with a key that seals"
                                + " webhooks' secrets (graft.webhooks.secret-key, 32 bytes in Base64)"))
                .close(id, secret);
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw Refused.invalid(
                    "a webhook's name has 1 to 63 letters, digits, dots, dashes and underscores, and begins"
                            + " and ends with a letter or a digit");
        }
        return name;
    }

    private static String bounded(String field, String text, int most) {
        if (text.length() > most) {
            throw Refused.invalid(
                    "the " + field + " has " + text.length() + " characters; at most " + most + " are kept");
        }
        return text;
    }

    private static Refused unknown(String id) {
        return Refused.unknown("there is no webhook '" + id + "'");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
