package dev.graft.registry.openlineage;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.platform.json.Json;
import dev.graft.registry.openlineage.RunEvents.Ending;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.RunEvent;
import java.util.List;
import java.util.Optional;

/**
 * Tells of batches and snapshots. An announcement alone is no run: it may repeat a batch that is known, whose outcome is then
 * told with the announcement that was first. So a batch's run is told once its outcome is known, from its announcement on.
 */
final class TellDataPreparation {
    private final Beginnings beginnings;
    private final Names names;
    private final Artefacts artefacts;
    private final Datasets datasets;
    private final RunEvents events;

    TellDataPreparation(Beginnings beginnings, Names names, Artefacts artefacts, Datasets datasets, RunEvents events) {
        this.beginnings = beginnings;
        this.names = names;
        this.artefacts = artefacts;
        this.datasets = datasets;
        this.events = events;
    }

    List<RunEvent> labelled(Event<BatchLabelled> event) {
        BatchLabelled.Source source = event.data().source();
        Beginning announcement = source == null
                ? new Beginning(event.id(), event.time())
                : new Beginning(event.id(), event.time(), source.uri(), source.sha256());
        beginnings.announce(event.data().task(), announcement);
        return List.of();
    }

    List<RunEvent> accepted(Event<BatchAccepted> event) {
        BatchAccepted data = event.data();
        StepRun run = StepRun.of(event, Step.DATA_PREP);
        Beginning began = beginning(event, run);
        String explanation = data.rows().accepted() + " of " + data.rows().received() + " rows are new in the data set";
        return List.of(
                events.start(run, began.time(), input(began)),
                events.complete(
                        run,
                        event.time(),
                        new Ending("accepted", explanation),
                        List.of(datasets.input(artefacts.announced(began), Quality.of(data))),
                        List.of(datasets.output(
                                artefacts.batch(data.task(), data.batchId(), data.taskVersion()),
                                data.rows().accepted(),
                                null,
                                null))));
    }

    /** The step ran to its end, and did not make what it is there to make. */
    List<RunEvent> rejected(Event<DatasetRejected> event) {
        DatasetRejected data = event.data();
        StepRun run = StepRun.of(event, Step.DATA_PREP);
        Beginning began = beginning(event, run);
        return List.of(
                events.start(run, began.time(), input(began)),
                events.fail(
                        run,
                        event.time(),
                        new Ending(Json.tree(data.reason()).asText(), data.explanation()),
                        List.of(datasets.input(artefacts.announced(began), Quality.of(data)))));
    }

    List<RunEvent> prepared(Event<DatasetPrepared> event) {
        DatasetPrepared data = event.data();
        StepRun run = StepRun.of(event, Step.SNAPSHOT);
        List<InputDataset> inputs = data.newBatches().stream()
                .map(batch -> datasets.input(artefacts.batch(data.task(), batch, data.taskVersion())))
                .toList();
        String explanation = data.rows().total() + " rows, " + data.newRows() + " of them new";
        return List.of(
                events.start(run, event.time(), inputs),
                events.complete(
                        run,
                        event.time(),
                        new Ending("prepared", explanation),
                        inputs,
                        List.of(datasets.output(
                                artefacts.snapshot(data.task(), data.snapshotId(), data.taskVersion()),
                                data.rows().total(),
                                null,
                                null))));
    }

    private List<InputDataset> input(Beginning began) {
        return List.of(datasets.input(artefacts.announced(began)));
    }

    private Beginning beginning(Event<?> outcome, StepRun run) {
        Beginning candidate = Optional.ofNullable(outcome.causationId())
                .flatMap(cause -> beginnings.announced(outcome.data().task(), cause))
                .map(announced -> announced.toldBy(outcome.id(), outcome.time()))
                .orElseGet(() -> new Beginning(outcome.id(), outcome.time()));
        return beginnings.claim(names.run(run), candidate);
    }
}
