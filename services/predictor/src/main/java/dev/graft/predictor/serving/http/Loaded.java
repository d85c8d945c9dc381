package dev.graft.predictor.serving.http;

import dev.graft.contracts.task.Features.Column;
import dev.graft.predictor.serving.Agreement;
import dev.graft.predictor.serving.Canary;
import dev.graft.predictor.serving.ServedModel;
import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.Shadow;
import dev.graft.predictor.serving.drift.WatchDrift;
import dev.graft.predictor.serving.drift.WatchDrift.Look;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A model in service, and those beside it.
 *
 * @param columns of the rows that it reads, with their ranges and words; null: it reads texts or images
 * @param bytes of its files
 * @param agreement with the version that served before, on requests of the last time; null: none did
 * @param canary a newer version that answers a part of the requests; null: none is on trial
 * @param shadow a version that answers to nobody; null: there is none
 * @param drift of what it is asked, as the last comparison found; null: there was none yet
 */
public record Loaded(
        String task,
        int version,
        String runId,
        Instant since,
        String modality,
        List<String> labels,
        @Nullable List<Column> columns,
        long answered,
        long bytes,
        @Nullable Agreement agreement,
        @Nullable OnTrial canary,
        Shadow.@Nullable Standing shadow,
        @Nullable Look drift) {

    /** A version on trial. */
    public record OnTrial(
            int version, String runId, Instant since, String state, String standing, long inputs, long failures) {
        static OnTrial of(Canary canary) {
            Canary.Standing standing = canary.standing();
            return new OnTrial(
                    canary.model().version(),
                    canary.model().runId(),
                    canary.model().since(),
                    standing.state().name().toLowerCase(Locale.ROOT),
                    standing.sentence(),
                    standing.inputs(),
                    standing.failures());
        }
    }

    static Loaded of(ServedModel model, ServedModels served, WatchDrift watch) {
        return new Loaded(
                model.task(),
                model.version(),
                model.runId(),
                model.since(),
                model.modality(),
                model.labels(),
                model.columns().isEmpty() ? null : model.columns(),
                model.answered(),
                model.bytes(),
                model.agreement(),
                served.canary(model.task()).map(OnTrial::of).orElse(null),
                served.shadow(model.task()).map(Shadow::standing).orElse(null),
                watch.last(model.task()).orElse(null));
    }
}
