package dev.graft.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.learning.strategy.LabelBalance;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.trainer.fixture.Examples;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WarmStartTest {
    private static final LiveChampion CHAMPION = champion(Task.DEFAULT_BACKBONE, "payment", "refund");

    @Test
    void auto_starts_from_the_champion() {
        assertThat(choose(Strategy.AUTO, CHAMPION)).contains(CHAMPION);
    }

    @Test
    void a_kind_that_the_task_names_starts_fresh_unless_it_asks_for_the_champion() {
        assertThat(choose(Strategy.ofKind(Strategy.KIND_LINEAR_PROBE), CHAMPION))
                .isEmpty();
        assertThat(choose(starting(Strategy.KIND_FINE_TUNE, Strategy.WARM_START_CHAMPION), CHAMPION))
                .contains(CHAMPION);
    }

    @Test
    void a_task_that_wants_a_fresh_start_gets_one() {
        assertThat(choose(starting(Strategy.KIND_AUTO, Strategy.WARM_START_FRESH), CHAMPION))
                .isEmpty();
    }

    @Test
    void a_champion_of_another_backbone_does_not_fit() {
        assertThat(choose(Strategy.AUTO, champion("another-backbone", "payment")))
                .isEmpty();
    }

    @Test
    void a_champion_that_shares_no_label_does_not_fit() {
        assertThat(choose(Strategy.AUTO, champion(Task.DEFAULT_BACKBONE, "cats", "dogs")))
                .isEmpty();
    }

    @Test
    void a_champion_on_several_backbones_fits_a_fusion_of_the_same_ones_only() {
        LiveChampion fused = fusedChampion(Task.DEFAULT_BACKBONE, "bge-small-en-v1.5");

        assertThat(choose(fusionFromChampion("bge-small-en-v1.5"), fused)).contains(fused);
        assertThat(choose(fusionFromChampion("bge-small-zh-v1.5"), fused)).isEmpty();
        assertThat(choose(fusionFromChampion("bge-small-en-v1.5"), CHAMPION)).isEmpty();
        assertThat(choose(Strategy.AUTO, fused)).isEmpty();
    }

    @Test
    void numbers_start_from_a_champion_that_reads_their_columns_where_the_task_asks_for_it() {
        Strategy asking = starting(Strategy.KIND_LINEAR_PROBE, Strategy.WARM_START_CHAMPION);

        assertThat(chooseOfNumbers(asking, ofColumns("a", "b"))).isPresent();
        assertThat(chooseOfNumbers(asking, ofColumns("a"))).isEmpty();
        assertThat(chooseOfNumbers(Strategy.AUTO, ofColumns("a", "b"))).isEmpty();
    }

    @Test
    void a_distillation_starts_from_a_champion_that_knows_all_labels() {
        Strategy distillation = Strategy.ofKind(Strategy.KIND_DISTILLATION);
        LiveChampion whole = champion(Task.DEFAULT_BACKBONE, Examples.LABELS.toArray(String[]::new));

        assertThat(choose(distillation, whole)).contains(whole);
        assertThat(choose(distillation, student(Examples.LABELS))).isPresent();
        assertThat(choose(distillation, champion(Task.DEFAULT_BACKBONE, Examples.LABELS.get(0))))
                .isEmpty();
        assertThat(choose(distillation, fusedChampion(Task.DEFAULT_BACKBONE, "bge-small-en-v1.5")))
                .isEmpty();
    }

    @Test
    void a_champion_that_was_distilled_is_no_start_for_another_strategy() {
        assertThat(choose(Strategy.AUTO, student(Examples.LABELS))).isEmpty();
        assertThat(choose(starting(Strategy.KIND_FINE_TUNE, Strategy.WARM_START_CHAMPION), student(Examples.LABELS)))
                .isEmpty();
    }

    private static LiveChampion student(List<String> labels) {
        return new LiveChampion(
                3,
                new ModelFolder("s3://graft/model/", List.of()),
                List.of(Task.DEFAULT_BACKBONE),
                labels,
                Set.of(),
                List.of(),
                true);
    }

    private static LiveChampion ofColumns(String... columns) {
        return new LiveChampion(
                3,
                new ModelFolder("s3://graft/model/", List.of()),
                List.of(Task.FITTED_FEATURES),
                Examples.LABELS,
                Set.of(),
                List.of(columns),
                false);
    }

    private static Optional<LiveChampion> chooseOfNumbers(Strategy strategy, LiveChampion live) {
        return choose(Examples.tabularTask("irises", strategy), BackboneFacts.ofNumbers(), live);
    }

    private static Optional<LiveChampion> choose(Strategy strategy, LiveChampion live) {
        return choose(Examples.task("intents", strategy), new BackboneFacts(6, 512), live);
    }

    private static Optional<LiveChampion> choose(Task task, BackboneFacts backbone, LiveChampion live) {
        TransferStrategy resolved = ResolveStrategy.resolve(
                        task, new ResolveStrategy.Rows(500, 0, LabelBalance.UNKNOWN), backbone)
                .strategy();
        Set<List<String>> backbones = Set.of(resolved.backbonesBeside(task.backbone()));
        return WarmStart.choose(task, backbones, new ChampionSource() {
            @Override
            public Optional<LiveChampion> live(String task) {
                return Optional.of(live);
            }

            @Override
            public LiveChampion version(String task, int version) {
                return live;
            }
        });
    }

    private static Strategy starting(String kind, String warmStart) {
        return new Strategy(kind, warmStart, null, null, null, null, null, null, null, null, null, null);
    }

    private static Strategy fusionFromChampion(String further) {
        return new Strategy(
                Strategy.KIND_FUSION,
                Strategy.WARM_START_CHAMPION,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(further));
    }

    private static LiveChampion champion(String backbone, String... labels) {
        return champion(List.of(backbone), labels);
    }

    private static LiveChampion fusedChampion(String... backbones) {
        return champion(List.of(backbones), Examples.LABELS.toArray(new String[0]));
    }

    private static LiveChampion champion(List<String> backbones, String... labels) {
        return new LiveChampion(
                3, new ModelFolder("s3://graft/model/", List.of()), backbones, List.of(labels), Set.of());
    }
}
