package dev.graft.predictor.architecture;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Breaks the package rule on purpose: a use case that is handed a record. */
final class ServingThatKnowsKafka {
    String task(ConsumerRecord<String, byte[]> record) {
        return record.key();
    }
}
