package dev.graft.registry.openlineage.messaging;

import dev.graft.contracts.EventType;
import dev.graft.platform.json.Json;
import io.openlineage.client.OpenLineage.ParentRunFacet;
import io.openlineage.client.OpenLineage.RunEvent;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A run event as OpenLineage's own Kafka transport sends it: JSON in UTF-8, under the key {@code run:<namespace>/<name>} of
 * the parent's job, where there is one, else of its own, which keeps the events of a task in order.
 */
final class KafkaForm {
    private KafkaForm() {}

    static ProducerRecord<String, byte[]> of(RunEvent event) {
        return new ProducerRecord<>(EventType.OPENLINEAGE_TOPIC, key(event), Json.bytes(event));
    }

    private static String key(RunEvent event) {
        ParentRunFacet parent = event.getRun().getFacets().getParent();
        return parent == null
                ? "run:" + event.getJob().getNamespace() + "/" + event.getJob().getName()
                : "run:" + parent.getJob().getNamespace() + "/"
                        + parent.getJob().getName();
    }
}
