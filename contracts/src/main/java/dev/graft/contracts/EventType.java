package dev.graft.contracts;

import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.BatchPartPrepared;
import dev.graft.contracts.event.BatchPartRequested;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.InputDrifted;
import dev.graft.contracts.event.LabellingWanted;
import dev.graft.contracts.event.ModelCanaryFailed;
import dev.graft.contracts.event.ModelChanged;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelEvaluationRequested;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.ModelRolledBack;
import dev.graft.contracts.event.PredictionAnswered;
import dev.graft.contracts.event.PredictionDisagreed;
import dev.graft.contracts.event.PredictionRequested;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.contracts.event.RunStopRequested;
import dev.graft.contracts.event.TaskDeclarationRequested;
import dev.graft.contracts.event.TaskDeclared;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The closed list of events in the mesh, each with its CloudEvents type, its topic and its schema.
 *
 * <p>An event {@code <thing>.<past-tense>} of version 1 has the type {@code dev.graft.<thing>.<past-tense>.v1} and
 * travels, alone and keyed by task name, on the topic {@code graft.<thing>.<past-tense>.v1}; only questions
 * and answers have the key that the asker chose. A breaking change is a new constant with a new version on a new topic.
 */
public enum EventType {
    TASK_DECLARATION_REQUESTED("task.declaration-requested", TaskDeclarationRequested.class),
    TASK_DECLARED("task.declared", TaskDeclared.class),
    BATCH_LABELLED("batch.labelled", BatchLabelled.class),
    BATCH_PART_REQUESTED("batch.part-requested", BatchPartRequested.class),
    BATCH_PART_PREPARED("batch.part-prepared", BatchPartPrepared.class),
    BATCH_ACCEPTED("batch.accepted", BatchAccepted.class),
    DATASET_PREPARED("dataset.prepared", DatasetPrepared.class),
    DATASET_REJECTED("dataset.rejected", DatasetRejected.class),
    RUN_STARTED("run.started", RunStarted.class),
    RUN_EPOCH_COMPLETED("run.epoch-completed", RunEpochCompleted.class),
    RUN_STOP_REQUESTED("run.stop-requested", RunStopRequested.class),
    RUN_COMPLETED("run.completed", RunCompleted.class),
    RUN_ABANDONED("run.abandoned", RunAbandoned.class),
    MODEL_EVALUATION_REQUESTED("model.evaluation-requested", ModelEvaluationRequested.class),
    MODEL_EVALUATED("model.evaluated", ModelEvaluated.class),
    MODEL_PROMOTED("model.promoted", ModelPromoted.class),
    MODEL_REJECTED("model.rejected", ModelRejected.class),
    MODEL_ROLLED_BACK("model.rolled-back", ModelRolledBack.class),
    MODEL_CHANGED("model.changed", ModelChanged.class),
    MODEL_CANARY_FAILED("model.canary-failed", ModelCanaryFailed.class),
    INPUT_DRIFTED("input.drifted", InputDrifted.class),
    PREDICTION_REQUESTED("prediction.requested", PredictionRequested.class),
    PREDICTION_ANSWERED("prediction.answered", PredictionAnswered.class),
    PREDICTION_DISAGREED("prediction.disagreed", PredictionDisagreed.class),
    LABELLING_WANTED("labelling.wanted", LabellingWanted.class);

    /** Partitions of each event topic: as many tasks can be worked on at the same time by instances of one service. */
    public static final int PARTITIONS = 6;

    /** The one topic for records that no service could read; its records keep the original key, value and headers. */
    public static final String DEAD_LETTER_TOPIC = "graft.dead-letter.v1";

    /** The topic of what the registry tells of the mesh's steps as OpenLineage run events, which are no events of the mesh. */
    public static final String OPENLINEAGE_TOPIC = "graft.openlineage.v1";

    private static final int VERSION = 1;
    private static final Set<EventType> TRAFFIC =
            EnumSet.of(PREDICTION_REQUESTED, PREDICTION_ANSWERED, PREDICTION_DISAGREED, LABELLING_WANTED);

    private final String name;
    private final Class<? extends EventData> dataClass;

    EventType(String name, Class<? extends EventData> dataClass) {
        this.name = name;
        this.dataClass = dataClass;
    }

    /** The name without namespace and version, as in {@code run.epoch-completed}. */
    public String shortName() {
        return name;
    }

    /** The CloudEvents {@code type}. */
    public String type() {
        return "dev.graft." + name + ".v" + VERSION;
    }

    public String topic() {
        return "graft." + name + ".v" + VERSION;
    }

    /** The events that tell what happens, in the order in which a batch goes through them; no states and no traffic. */
    public static Stream<EventType> happenings() {
        return Arrays.stream(values()).filter(type -> !type.isState() && !type.isTraffic());
    }

    /** Whether the event says what happened; the others are inputs, requests and traffic, which nobody replays. */
    public boolean isFact() {
        return this != BATCH_LABELLED && !name.endsWith("-requested") && !isTraffic();
    }

    /**
     * Whether the event asks a model something, answers it, or is about single answers. There are as many as a model's users
     * please, and they say nothing of how it came about: who follows the mesh leaves them out. The key of a request is the
     * asker's own, an answer's that of its request, and what has one key stays in order.
     */
    public boolean isTraffic() {
        return TRAFFIC.contains(this);
    }

    /**
     * Whether the event holds the whole state of what its key names, so that the newest one of each key says it all: its
     * topic is compacted, and a record without a value says that there is no such thing any more.
     */
    public boolean isState() {
        return this == MODEL_CHANGED;
    }

    public Class<? extends EventData> dataClass() {
        return dataClass;
    }

    /** The class-path location of the payload's JSON Schema (2020-12). */
    public String schemaResource() {
        return "schemas/" + name + "/v" + VERSION + ".schema.json";
    }

    public static Optional<EventType> ofType(String type) {
        return Arrays.stream(values()).filter(each -> each.type().equals(type)).findFirst();
    }

    /** @throws IllegalArgumentException when {@code dataClass} is the payload of no event */
    public static EventType of(Class<? extends EventData> dataClass) {
        return Arrays.stream(values())
                .filter(each -> each.dataClass.equals(dataClass))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(dataClass.getName() + " is the payload of no event"));
    }
}
