package dev.graft.registry.openlineage;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.platform.json.Json;
import dev.graft.registry.openlineage.RunEvents.Ending;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.RunEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells of evaluations, each from its beginning, which follows from the time that it took. One that refuses a challenger is
 * complete: it made its verdict, and the gate's rules stand beside the model that they judge.
 */
final class TellEvaluation {
    private final Artefacts artefacts;
    private final Datasets datasets;
    private final RunEvents events;

    TellEvaluation(Artefacts artefacts, Datasets datasets, RunEvents events) {
        this.artefacts = artefacts;
        this.datasets = datasets;
        this.events = events;
    }

    List<RunEvent> evaluated(Event<ModelEvaluated> event) {
        ModelEvaluated data = event.data();
        StepRun run = StepRun.of(event, Step.EVALUATE);
        List<InputDataset> inputs = inputs(data);
        return List.of(
                events.start(run, Times.before(event.time(), data.computeSeconds()), inputs),
                events.complete(
                        run,
                        event.time(),
                        new Ending(Json.tree(data.decision()).asText(), data.summary()),
                        inputs,
                        List.of(datasets.output(
                                artefacts.evaluation(data.runId(), data.evaluation()),
                                null,
                                data.evaluation().bytes(),
                                1L))));
    }

    private List<InputDataset> inputs(ModelEvaluated data) {
        RunCompleted challenger = data.run();
        List<InputDataset> inputs = new ArrayList<>();
        inputs.add(datasets.input(artefacts.model(challenger.model()), Quality.of(data.rules(), null)));
        inputs.add(datasets.input(
                artefacts.snapshot(data.task(), challenger.snapshotId(), challenger.taskVersion()),
                Quality.rows(data.challenger().rows())));
        if (data.championVersion() != null) {
            inputs.add(datasets.input(artefacts.version(data.task(), data.championVersion(), null)));
        }
        return inputs;
    }
}
