package dev.graft.dashboard.readmodel;

import dev.graft.dashboard.readmodel.ModelFacts.Verdict;
import dev.graft.dashboard.view.Champion;
import dev.graft.dashboard.view.ModelDetail;
import dev.graft.dashboard.view.ModelMove;
import dev.graft.dashboard.view.ModelSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a model's facts amount to. */
final class ModelStory {
    private ModelStory() {}

    static @Nullable Champion champion(ModelFacts model) {
        ModelMove move = model.newestMove;
        if (move == null) {
            return null;
        }
        Fact<Verdict> verdict = model.verdictOn(move.version());
        return new Champion(
                model.task,
                move.version(),
                move.previousVersion(),
                move.time(),
                move.kind(),
                move.summary(),
                verdict == null ? null : verdict.data().scores(),
                verdict == null ? null : verdict.data().summary(),
                model.runOfVersion.get(move.version()));
    }

    static ModelSummary summary(ModelFacts model) {
        return new ModelSummary(
                model.task,
                champion(model),
                count(model, ModelMove.Kind.PROMOTED),
                count(model, ModelMove.Kind.REJECTED),
                count(model, ModelMove.Kind.ROLLED_BACK));
    }

    static ModelDetail detail(ModelFacts model) {
        return new ModelDetail(summary(model), List.copyOf(model.history.descendingSet()));
    }

    private static long count(ModelFacts model, ModelMove.Kind kind) {
        return model.history.stream().filter(move -> move.kind() == kind).count();
    }
}
