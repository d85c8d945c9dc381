package dev.graft.registry.webhook.storage;

import dev.graft.contracts.StoreLayout;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.webhook.Deliveries;
import dev.graft.registry.webhook.Delivery;
import java.util.List;
import java.util.Optional;

/**
 * {@link Deliveries} over the object store: an object for each, {@code webhooks/<id>/pending/<time>-<order>-<delivery>.json}, so
 * that a listing is in the order of what happened; created under {@code If-None-Match: *}, taken under {@code If-Match}.
 */
public final class StoredDeliveries implements Deliveries {
    private static final int MAX_FAILED = 100;
    private static final String JSON = "application/json";

    private final ObjectStore store;

    public StoredDeliveries(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void put(String webhook, Delivery delivery) {
        store.createIfAbsent(StoreLayout.webhookPending(webhook) + name(delivery), Json.bytes(delivery), JSON);
    }

    @Override
    public List<String> pending(String webhook) {
        return store.list(StoreLayout.webhookPending(webhook));
    }

    @Override
    public Optional<Pending> find(String place) {
        return store.find(place)
                .map(object -> new Pending(place, object.etag(), Json.read(object.content(), Delivery.class)));
    }

    @Override
    public Optional<Pending> replace(Pending read, Delivery now) {
        return store.replaceIfMatch(read.place(), read.etag(), Json.bytes(now), JSON)
                .map(etag -> new Pending(read.place(), etag, now));
    }

    @Override
    public void remove(Pending delivered) {
        store.delete(delivered.place());
    }

    @Override
    public void giveUp(String webhook, Pending pending, Delivery last) {
        store.put(StoreLayout.webhookFailed(webhook) + name(last), Json.bytes(last), JSON);
        store.delete(pending.place());
    }

    @Override
    public List<Delivery> failed(String webhook) {
        return store.list(StoreLayout.webhookFailed(webhook)).stream()
                .limit(MAX_FAILED)
                .flatMap(key -> store.find(key).stream())
                .map(object -> Json.read(object.content(), Delivery.class))
                .toList();
    }

    private static String name(Delivery delivery) {
        return "%015d-%s-%s.json".formatted(delivery.createdAt().toEpochMilli(), delivery.order(), delivery.id());
    }
}
