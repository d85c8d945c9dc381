package dev.graft.trainer.plan;

import dev.graft.contracts.task.Features;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The choice between champion and bare backbone as a run's starting point.
 *
 * <p>A run starts from the champion where the task wants that, or leaves both kind and start to the trainer, and the
 * champion fits: it has the backbones of a run that may be, in their order, and knows at least one of its labels. Else
 * it starts from the backbone. Of numbers a head on newly fitted features is better where nobody says otherwise: it costs
 * little and knows all rows; and a champion fits that reads the columns of the task.
 *
 * <p>A distillation has to have a champion, one that knows all of the task's labels. A champion that was distilled fits nothing
 * else: it has lost layers, which a run from the backbone has.
 */
public final class WarmStart {
    private WarmStart() {}

    /**
     * The champion to start from; empty: the bare backbone.
     *
     * @param backbones of each run that may be, in their order
     */
    public static Optional<LiveChampion> choose(Task task, Set<List<String>> backbones, ChampionSource champions) {
        return isWanted(task)
                ? champions.live(task.name()).filter(champion -> fits(champion, task, backbones))
                : Optional.empty();
    }

    private static boolean isWanted(Task task) {
        Strategy strategy = task.strategy();
        if (isDistillation(task)) {
            return true;
        }
        String wish = strategy.warmStart();
        return wish == null
                ? strategy.kind().equals(Strategy.KIND_AUTO) && !task.ofNumbers()
                : wish.equals(Strategy.WARM_START_CHAMPION);
    }

    private static boolean fits(LiveChampion champion, Task task, Set<List<String>> backbones) {
        return backbones.contains(champion.backbones())
                && champion.columns().equals(columns(task))
                && (isDistillation(task)
                        ? champion.labels().containsAll(task.labels())
                        : !champion.isStudent() && task.labels().stream().anyMatch(champion.labels()::contains));
    }

    private static boolean isDistillation(Task task) {
        return task.strategy().kind().equals(Strategy.KIND_DISTILLATION);
    }

    private static List<String> columns(Task task) {
        Features features = task.features();
        return features == null || features.columns() == null
                ? List.of()
                : features.columns().stream().map(Features.Column::name).toList();
    }
}
