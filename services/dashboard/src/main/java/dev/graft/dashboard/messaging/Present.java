package dev.graft.dashboard.messaging;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the channel reads: from the end of the past on and, when partitions are assigned to it once more, behind what it has
 * handled.
 */
@ApplicationScoped
@Identifier(Present.NAME)
public class Present implements KafkaConsumerRebalanceListener {
    static final String NAME = "graft.dashboard.present";

    private final CatchUp catchUp;
    private final Map<TopicPartition, Long> handled = new ConcurrentHashMap<>();

    public Present(CatchUp catchUp) {
        this.catchUp = catchUp;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = catchUp.ends();
        for (TopicPartition partition : partitions) {
            Long next = handled.getOrDefault(partition, ends.get(partition));
            if (next != null) {
                consumer.seek(partition, next);
            }
        }
    }

    void handled(ConsumerRecords<?, ?> records) {
        for (TopicPartition partition : records.partitions()) {
            var of = records.records(partition);
            handled.put(partition, of.get(of.size() - 1).offset() + 1);
        }
    }
}
