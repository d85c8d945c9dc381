package dev.graft.registry.openlineage;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.RunAbandoned;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.contracts.event.RunStarted;
import dev.graft.platform.json.Json;
import dev.graft.registry.openlineage.RunEvents.Ending;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells of training runs. A run may start several times, once for each trainer that had it, and may end without ever having
 * started: the first event that tells of its beginning is the one that becomes its START.
 */
final class TellTraining {
    private final Beginnings beginnings;
    private final Names names;
    private final Artefacts artefacts;
    private final Datasets datasets;
    private final RunEvents events;

    TellTraining(Beginnings beginnings, Names names, Artefacts artefacts, Datasets datasets, RunEvents events) {
        this.beginnings = beginnings;
        this.names = names;
        this.artefacts = artefacts;
        this.datasets = datasets;
        this.events = events;
    }

    List<RunEvent> started(Event<RunStarted> event) {
        RunStarted data = event.data();
        StepRun run = StepRun.of(event, Step.TRAIN, data.runId());
        List<InputDataset> inputs = new ArrayList<>(List.of(datasets.input(
                artefacts.snapshot(data.task(), data.snapshotId(), data.taskVersion()),
                Quality.rows(data.rows().train() + data.rows().validation()))));
        inputs.addAll(champion(data.task(), data.championVersion()));
        List<RunEvent> told = new ArrayList<>(beginning(event, run, event.time(), inputs));
        if (told.isEmpty() && data.attempt() > 1) {
            told.add(events.running(run, event.time(), resumed(data)));
        }
        return told;
    }

    List<RunEvent> epoch(Event<RunEpochCompleted> event) {
        return List.of(events.running(
                StepRun.of(event, Step.TRAIN, event.data().runId()), event.time(), figures(event.data())));
    }

    List<RunEvent> completed(Event<RunCompleted> event) {
        RunCompleted data = event.data();
        StepRun run = StepRun.of(event, Step.TRAIN, data.runId());
        List<InputDataset> inputs = new ArrayList<>(
                List.of(datasets.input(artefacts.snapshot(data.task(), data.snapshotId(), data.taskVersion()))));
        inputs.addAll(champion(data.task(), data.championVersion()));
        String explanation = "the best of " + data.epochs() + " epochs is number " + data.bestEpoch()
                + (data.stoppedEarly() ? "; stopped early" : "");
        List<ModelFolder.File> files = data.model().files();
        List<RunEvent> told =
                new ArrayList<>(beginning(event, run, Times.before(event.time(), data.computeSeconds()), inputs));
        told.add(events.complete(
                run,
                event.time(),
                new Ending("completed", explanation),
                inputs,
                List.of(datasets.output(
                        artefacts.model(data.model()),
                        null,
                        files.stream().mapToLong(ModelFolder.File::bytes).sum(),
                        (long) files.size()))));
        return told;
    }

    List<RunEvent> abandoned(Event<RunAbandoned> event) {
        RunAbandoned data = event.data();
        StepRun run = StepRun.of(event, Step.TRAIN, data.runId());
        List<InputDataset> inputs = List.of(datasets.input(artefacts.snapshot(data.task(), data.snapshotId())));
        Ending ending = new Ending(Json.tree(data.reason()).asText(), data.explanation());
        List<RunEvent> told = new ArrayList<>(beginning(event, run, event.time(), inputs));
        told.add(
                data.reason() == RunAbandoned.Reason.FAILED
                        ? events.fail(run, event.time(), ending, inputs)
                        : events.abort(run, event.time(), ending, inputs));
        return told;
    }

    /** START, where {@code event} is the one to tell it: each time that it comes, and no other event ever. */
    private List<RunEvent> beginning(Event<?> event, StepRun run, Instant at, List<InputDataset> inputs) {
        Beginning counts = beginnings.claim(names.run(run), new Beginning(event.id(), at));
        return counts.eventId().equals(event.id()) ? List.of(events.start(run, counts.time(), inputs)) : List.of();
    }

    private List<InputDataset> champion(String task, @Nullable Integer version) {
        return version == null ? List.of() : List.of(datasets.input(artefacts.version(task, version, null)));
    }

    private static Map<String, Object> resumed(RunStarted data) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("attempt", data.attempt());
        figures.put("epoch", data.resumedAfterEpoch());
        figures.put("plannedEpochs", data.plannedEpochs());
        return figures;
    }

    private static Map<String, Object> figures(RunEpochCompleted data) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("epoch", data.epoch());
        figures.put("plannedEpochs", data.plannedEpochs());
        figures.put("percent", data.percent());
        figures.put("secondsLeft", data.secondsLeft());
        figures.put("trainLoss", data.trainLoss());
        figures.put("validationLoss", data.validationLoss());
        figures.put("validationAccuracy", data.validationAccuracy());
        figures.put("validationMacroF1", data.validationMacroF1());
        figures.put("bestEpoch", data.bestEpoch());
        return figures;
    }
}
