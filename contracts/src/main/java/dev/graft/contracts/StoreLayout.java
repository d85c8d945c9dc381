package dev.graft.contracts;

/**
 * Where everything lies in the object store: keys below the one bucket of the mesh.
 *
 * <p>All methods return keys (or, where named {@code …Prefix}, prefixes that end in a slash) for validated names: task
 * names and ids hold only {@code [a-z0-9-]}, names of backbones also dots and underscores, so a key never needs escaping.
 */
public final class StoreLayout {
    private StoreLayout() {}

    public static final String BACKBONES = "backbones/";
    public static final String CHANGES = "changes/";
    public static final String EVALUATIONS = "evaluations/";
    public static final String MODELS = "models/";
    public static final String TASKS = "tasks/";
    public static final String RUNS = "runs/";
    public static final String WEBHOOKS = "webhooks/";

    /** Where one upload of a backbone puts its files; no two uploads share an id. */
    public static String backboneUploadPrefix(String name, String uploadId) {
        return BACKBONES + name + "/uploads/" + uploadId + "/";
    }

    /** Names the one upload that counts. */
    public static String backboneManifest(String name) {
        return BACKBONES + name + "/manifest.json";
    }

    public static String taskVersions(String task) {
        return TASKS + task + "/versions/";
    }

    public static String taskVersion(String task, int version) {
        return taskVersions(task) + version + ".json";
    }

    public static String batchPrefix(String task, String batchId) {
        return "batches/" + task + "/" + batchId + "/";
    }

    public static String batchManifest(String task, String batchId) {
        return batchPrefix(task, batchId) + "manifest.json";
    }

    public static String journal(String task) {
        return "datasets/" + task + "/journal/";
    }

    /** Zero-padded, so that a listing is in order; it holds the event that announces it, as a step's manifest does. */
    public static String journalEntry(String task, long sequence) {
        return journal(task) + padded(sequence) + ".json";
    }

    public static String snapshotPrefix(String task, String snapshotId) {
        return "datasets/" + task + "/snapshots/" + snapshotId + "/";
    }

    public static String snapshotManifest(String task, String snapshotId) {
        return snapshotPrefix(task, snapshotId) + "manifest.json";
    }

    /** The steps of a task with rows of numbers as they are fitted on the snapshot's training rows. */
    public static String snapshotFeatures(String task, String snapshotId) {
        return snapshotPrefix(task, snapshotId) + "features.json";
    }

    /** The rows of a task's golden set, as they are read; named by all that they depend on. */
    public static String goldenRows(String task, String id) {
        return "datasets/" + task + "/golden/" + id + ".parquet";
    }

    public static String runPrefix(String runId) {
        return RUNS + runId + "/";
    }

    public static String runPlan(String runId) {
        return runPrefix(runId) + "plan.json";
    }

    public static String runLease(String runId) {
        return runPrefix(runId) + "lease.json";
    }

    /** The durable request to stop a run; whoever trains it looks here. */
    public static String runStop(String runId) {
        return runPrefix(runId) + "stop.json";
    }

    /** Everything that one holder of the lease writes; no two holders share a token. */
    public static String runAttempt(String runId, long token) {
        return runPrefix(runId) + "attempts/" + padded(token) + "/";
    }

    public static String runManifest(String runId) {
        return runPrefix(runId) + "manifest.json";
    }

    public static String evaluation(String runId, int attempt) {
        return EVALUATIONS + runId + "/" + attempt + ".json";
    }

    /** What an attempt measured; named by its content, so that two evaluators at once do not overwrite each other. */
    public static String evaluationDocument(String runId, int attempt, String sha256) {
        return EVALUATIONS + runId + "/" + attempt + "/" + sha256 + ".json";
    }

    public static String modelVersions(String task) {
        return MODELS + task + "/versions/";
    }

    public static String modelVersion(String task, int version) {
        return modelVersions(task) + version + "/version.json";
    }

    /** What became of a version's challenge: written once, when it was promoted or refused. */
    public static String modelDecision(String task, int version) {
        return modelVersions(task) + version + "/decision.json";
    }

    /** The registry's signature of a version's files, where it has a key. */
    public static String modelSignature(String task, int version) {
        return modelVersions(task) + version + "/model.sig";
    }

    /** What people wrote on a model: description, tags, and whether they deleted it. */
    public static String modelLabels(String name) {
        return MODELS + name + "/model.json";
    }

    /** What people wrote on a version: description, tags, stage, and whether they deleted it. */
    public static String modelVersionLabels(String name, int version) {
        return modelVersions(name) + version + "/labels.json";
    }

    /** Who decides on a version's files next: the move that holds it, or the collection that takes them. */
    public static String modelRetention(String task, int version) {
        return modelVersions(task) + version + "/retention.json";
    }

    public static String modelAlias(String task, String alias) {
        return MODELS + task + "/aliases/" + alias + ".json";
    }

    public static String modelHistory(String task) {
        return MODELS + task + "/history/";
    }

    public static String modelHistoryEntry(String task, long sequence) {
        return modelHistory(task) + padded(sequence) + ".json";
    }

    /**
     * Says that a model is being changed, or was, and that the new state is not on its topic yet.
     *
     * @param at in milliseconds since 1970
     * @param id no two changes share one
     */
    public static String modelChange(String name, long at, String id) {
        return CHANGES + name + "/" + at + "-" + id;
    }

    public static String webhook(String id) {
        return WEBHOOKS + id + "/webhook.json";
    }

    /** What a webhook has still to be told. */
    public static String webhookPending(String id) {
        return WEBHOOKS + id + "/pending/";
    }

    /** What a webhook could not be told within the time. */
    public static String webhookFailed(String id) {
        return WEBHOOKS + id + "/failed/";
    }

    /** A model's state as the webhooks know it. */
    public static String toldState(String name) {
        return "told/" + name + ".json";
    }

    /** What an announced batch says of where its rows come from, until its outcome is told in OpenLineage. */
    public static String openLineageAnnouncement(String id) {
        return "openlineage/announcements/" + id + ".json";
    }

    /** Which event told in OpenLineage that a run began, and when that was; never changed. */
    public static String openLineageRun(String runId) {
        return "openlineage/runs/" + runId + ".json";
    }

    private static String padded(long sequence) {
        return "%08d".formatted(sequence);
    }
}
