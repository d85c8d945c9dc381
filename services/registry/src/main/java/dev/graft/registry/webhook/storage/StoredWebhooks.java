package dev.graft.registry.webhook.storage;

import dev.graft.contracts.StoreLayout;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.ObjectStore.StoredObject;
import dev.graft.platform.store.StoreException;
import dev.graft.registry.webhook.Webhook;
import dev.graft.registry.webhook.WebhookShelf;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** {@link WebhookShelf} over the object store: {@code webhooks/<id>/webhook.json}, changed under {@code If-Match}. */
public final class StoredWebhooks implements WebhookShelf {
    private static final int TRIES = 20;
    private static final String JSON = "application/json";

    private final ObjectStore store;

    public StoredWebhooks(ObjectStore store) {
        this.store = store;
    }

    @Override
    public List<Webhook> all() {
        return store.listFolders(StoreLayout.WEBHOOKS).stream()
                .sorted()
                .flatMap(id -> find(id).stream())
                .toList();
    }

    @Override
    public Optional<Webhook> find(String id) {
        return read(id).map(StoredWebhooks::webhook);
    }

    /** Empty for what cannot be an id, too, which must not become a key. */
    private Optional<StoredObject> read(String id) {
        return id.matches("[0-9a-f-]{36}") ? store.find(StoreLayout.webhook(id)) : Optional.empty();
    }

    @Override
    public void add(Webhook webhook) {
        store.put(StoreLayout.webhook(webhook.id()), Json.bytes(webhook), JSON);
    }

    @Override
    public Optional<Webhook> change(String id, UnaryOperator<Webhook> change) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<StoredObject> read = read(id);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            Webhook after = change.apply(webhook(read.get()));
            if (store.replaceIfMatch(StoreLayout.webhook(id), read.get().etag(), Json.bytes(after), JSON)
                    .isPresent()) {
                return Optional.of(after);
            }
        }
        throw new StoreException.Unavailable(
                "others changed the webhook " + id + " " + TRIES + " times in between",
                new IllegalStateException("conflicts"));
    }

    @Override
    public void delete(String id) {
        // First the webhook, so that nothing is added to what is deleted after it.
        store.delete(StoreLayout.webhook(id));
        store.list(StoreLayout.webhookPending(id)).forEach(store::delete);
        store.list(StoreLayout.webhookFailed(id)).forEach(store::delete);
    }

    private static Webhook webhook(StoredObject object) {
        return Json.read(object.content(), Webhook.class);
    }
}
