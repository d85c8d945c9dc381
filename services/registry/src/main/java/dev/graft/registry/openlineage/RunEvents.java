package dev.graft.registry.openlineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineage.RunFacetsBuilder;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** The events of the life of a run, with the facets that every run has: its job's type, and its batch as its parent. */
final class RunEvents {
    private static final String LANGUAGE = "JAVA";

    private final OpenLineage vocabulary;
    private final URI producer;
    private final Names names;

    RunEvents(OpenLineage vocabulary, URI producer, Names names) {
        this.vocabulary = vocabulary;
        this.producer = producer;
        this.names = names;
    }

    RunEvent start(StepRun run, Instant at, List<InputDataset> inputs) {
        return event(EventType.START, run, at, facets(run), inputs, List.of());
    }

    RunEvent running(StepRun run, Instant at, Map<String, Object> progress) {
        RunFacetsBuilder facets = facets(run).put("graft_progress", GraftRunFacet.progress(producer, progress));
        return event(EventType.RUNNING, run, at, facets, List.of(), List.of());
    }

    RunEvent complete(StepRun run, Instant at, Ending ending, List<InputDataset> inputs, List<OutputDataset> outputs) {
        return event(EventType.COMPLETE, run, at, facets(run, ending), inputs, outputs);
    }

    /** The run was ended from outside, and made nothing. */
    RunEvent abort(StepRun run, Instant at, Ending ending, List<InputDataset> inputs) {
        return event(EventType.ABORT, run, at, facets(run, ending), inputs, List.of());
    }

    /** The run could not make what it was to make. */
    RunEvent fail(StepRun run, Instant at, Ending ending, List<InputDataset> inputs) {
        RunFacetsBuilder facets = facets(run, ending)
                .errorMessage(vocabulary.newErrorMessageRunFacet(ending.explanation(), LANGUAGE, null));
        return event(EventType.FAIL, run, at, facets, inputs, List.of());
    }

    /** How a run ended: a word of the mesh, and a sentence for a person. */
    record Ending(String outcome, String explanation) {}

    private RunEvent event(
            EventType type,
            StepRun run,
            Instant at,
            RunFacetsBuilder facets,
            List<InputDataset> inputs,
            List<OutputDataset> outputs) {
        var job = vocabulary.newJob(
                names.jobs(),
                names.job(run.task(), run.step()),
                vocabulary
                        .newJobFacetsBuilder()
                        .jobType(vocabulary.newJobTypeJobFacet("BATCH", "GRAFT", "JOB"))
                        .build());
        return vocabulary.newRunEvent(
                at.atZone(ZoneOffset.UTC),
                type,
                vocabulary.newRun(names.run(run), facets.build()),
                job,
                inputs,
                outputs);
    }

    private RunFacetsBuilder facets(StepRun run, Ending ending) {
        return facets(run)
                .put("graft_outcome", GraftRunFacet.outcome(producer, ending.outcome(), ending.explanation()));
    }

    private RunFacetsBuilder facets(StepRun run) {
        RunFacetsBuilder facets = vocabulary.newRunFacetsBuilder();
        if (run.batch() != null) {
            facets.parent(vocabulary.newParentRunFacet(
                    vocabulary.newParentRunFacetRun(names.batch(run.batch())),
                    vocabulary.newParentRunFacetJob(names.jobs(), run.task()),
                    null));
        }
        return facets;
    }
}
