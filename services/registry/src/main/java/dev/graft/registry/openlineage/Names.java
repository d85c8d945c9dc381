package dev.graft.registry.openlineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/**
 * What jobs, runs and data sets of a mesh are called in OpenLineage. The same step of the same mesh has the same name in
 * every process and at every repeat.
 *
 * @param jobs the namespace of all jobs; two meshes that report to one place need two
 * @param store {@code s3://<bucket>}
 * @param broker {@code kafka://<host>:<port>}
 */
public record Names(String jobs, String store, String broker) {
    String job(String task, Step step) {
        return task + "." + step.suffix();
    }

    UUID run(StepRun run) {
        return uuid(run.step().suffix(), run.id());
    }

    /** The run that is the parent of all steps that a batch set off. */
    UUID batch(String correlationId) {
        return uuid("batch", correlationId);
    }

    DatasetName stored(String key) {
        return new DatasetName(store, key);
    }

    DatasetName topic(String topic) {
        return new DatasetName(broker, topic);
    }

    private UUID uuid(String kind, String id) {
        return UUID.nameUUIDFromBytes((jobs + "/" + kind + "/" + id).getBytes(UTF_8));
    }
}
