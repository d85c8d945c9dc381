package dev.graft.trainer.train.storage;

import dev.graft.contracts.Event;
import dev.graft.contracts.StoreLayout;
import dev.graft.platform.step.Steps;
import dev.graft.trainer.train.RunManifests;
import dev.graft.trainer.train.RunRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Runs' manifests as the mesh writes every step's. */
@ApplicationScoped
public class StepManifests implements RunManifests {
    private final Steps steps;

    public StepManifests(Steps steps) {
        this.steps = steps;
    }

    @Override
    public Optional<Event<?>> find(String runId) {
        return steps.find(StoreLayout.runManifest(runId));
    }

    @Override
    public Optional<RunRecord> record(String runId) {
        return steps.detail(StoreLayout.runManifest(runId), RunRecord.class);
    }

    @Override
    public Event<?> conclude(String runId, Event<?> event, RunRecord record) {
        return steps.conclude(StoreLayout.runManifest(runId), new Steps.Outcome(event, record));
    }
}
