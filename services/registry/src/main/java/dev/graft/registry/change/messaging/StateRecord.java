package dev.graft.registry.change.messaging;

import dev.graft.contracts.event.ModelChanged;
import dev.graft.platform.json.Json;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A record of the topic of states. It is read without its schema, because the registry alone writes there, and whatever
 * cannot be read is read from the store instead.
 *
 * @param id of the event; empty where the record has none
 * @param value null: there is no such model any more
 */
record StateRecord(String model, String id, byte @Nullable [] value) {
    private static final Logger LOG = Logger.getLogger(StateRecord.class);
    private static final String ID = "ce_id";

    static StateRecord of(ConsumerRecord<String, byte[]> record) {
        Header id = record.headers().lastHeader(ID);
        return new StateRecord(
                record.key() == null ? "" : record.key(),
                id == null ? "" : new String(id.value(), StandardCharsets.UTF_8),
                record.value());
    }

    boolean isGone() {
        return value == null;
    }

    /** Empty where the model is gone, or the record cannot be read. */
    Optional<ModelChanged> data() {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(value, ModelChanged.class))
                    .filter(data -> data.task().equals(model));
        } catch (UncheckedIOException e) {
            LOG.warnf("the state of model '%s' on the topic cannot be read: %s", model, e.getMessage());
            return Optional.empty();
        }
    }
}
