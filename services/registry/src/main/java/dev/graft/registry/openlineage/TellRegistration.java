package dev.graft.registry.openlineage;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRejected;
import dev.graft.contracts.event.ModelRolledBack;
import dev.graft.registry.openlineage.RunEvents.Ending;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.RunEvent;
import java.util.List;

/**
 * Tells what became of versions. It takes milliseconds and no event says when it began: START has the time of its end. A
 * refused challenger is a version too, and its registration complete.
 */
final class TellRegistration {
    private final Artefacts artefacts;
    private final Datasets datasets;
    private final RunEvents events;

    TellRegistration(Artefacts artefacts, Datasets datasets, RunEvents events) {
        this.artefacts = artefacts;
        this.datasets = datasets;
        this.events = events;
    }

    List<RunEvent> promoted(Event<ModelPromoted> event) {
        ModelPromoted data = event.data();
        return done(
                event,
                new Ending("promoted", data.summary()),
                List.of(
                        datasets.input(artefacts.model(data.model())),
                        datasets.input(artefacts.evaluation(data.runId(), null))),
                List.of(
                        datasets.output(artefacts.version(data.task(), data.version(), data.model())),
                        datasets.output(artefacts.champion(data.task(), data.version()))));
    }

    List<RunEvent> rejected(Event<ModelRejected> event) {
        ModelRejected data = event.data();
        return done(
                event,
                new Ending(data.leftOpen() ? "inconclusive" : "rejected", data.summary()),
                List.of(datasets.input(artefacts.evaluation(data.runId(), null), Quality.of(data.failedRules(), null))),
                List.of(datasets.output(artefacts.version(data.task(), data.version(), null))));
    }

    List<RunEvent> rolledBack(Event<ModelRolledBack> event) {
        ModelRolledBack data = event.data();
        return done(
                event,
                new Ending("rolled-back", data.explanation()),
                List.of(datasets.input(artefacts.version(data.task(), data.version(), data.model()))),
                List.of(datasets.output(artefacts.champion(data.task(), data.version()))));
    }

    private List<RunEvent> done(Event<?> event, Ending ending, List<InputDataset> inputs, List<OutputDataset> outputs) {
        StepRun run = StepRun.of(event, Step.REGISTER);
        return List.of(
                events.start(run, event.time(), inputs), events.complete(run, event.time(), ending, inputs, outputs));
    }
}
