package dev.graft.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.learning.image.Augmentation;
import dev.graft.learning.image.HorizontalFlip;
import dev.graft.learning.strategy.Advice;
import dev.graft.learning.strategy.Alignment;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.LabelBalance;
import dev.graft.learning.strategy.LossOptions;
import dev.graft.learning.strategy.Sampling;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.strategy.TaskShape;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.Distillation;
import dev.graft.learning.strategy.TransferStrategy.DomainAdaptation;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.Fusion;
import dev.graft.learning.strategy.TransferStrategy.LinearProbe;
import dev.graft.learning.text.augment.TextAugmentation;
import dev.graft.trainer.fixture.Examples;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResolveStrategyTest {
    private static final BackboneFacts SIX_LAYERS = new BackboneFacts(6, 512);

    private static TransferStrategy resolve(Task task, long rows, LabelBalance balance, BackboneFacts backbone) {
        return ResolveStrategy.resolve(task, new ResolveStrategy.Rows(rows, 0, balance), backbone)
                .strategy();
    }

    @Test
    void auto_is_what_the_advisor_says() {
        Task task = Examples.task("auto", Strategy.AUTO);

        assertThat(resolve(task, 500, LabelBalance.UNKNOWN, SIX_LAYERS))
                .isEqualTo(StrategyAdvisor.auto(TaskShape.ofTexts(500, 2, 6)));
        assertThat(resolve(task, 4, LabelBalance.UNKNOWN, SIX_LAYERS))
                .isEqualTo(StrategyAdvisor.auto(TaskShape.ofTexts(4, 2, 6)));
    }

    @Test
    void auto_weighs_rare_labels_more_unless_the_task_says_otherwise() {
        LabelBalance uneven = new LabelBalance(20, 480);
        Map<String, Object> plain = Map.of("loss", Map.of("balanced", false));

        assertThat(resolve(Examples.task("auto", Strategy.AUTO), 500, uneven, SIX_LAYERS)
                        .hyperParameters()
                        .loss())
                .isEqualTo(LossOptions.BALANCED);
        assertThat(resolve(Examples.task("auto", with(Strategy.KIND_AUTO, plain)), 500, uneven, SIX_LAYERS)
                        .hyperParameters()
                        .loss())
                .isEqualTo(LossOptions.PLAIN);
        assertThat(resolve(
                        Examples.task("probe", Strategy.ofKind(Strategy.KIND_LINEAR_PROBE)), 500, uneven, SIX_LAYERS))
                .isEqualTo(StrategyAdvisor.linearProbe());
    }

    @Test
    void a_domain_adaptation_fine_tunes_until_there_are_rows_to_adapt_to() {
        Task task = Examples.task(
                "adapted", with(Strategy.KIND_DOMAIN_ADAPTATION, Map.of("alignment", "CORRELATION", "epochs", 2)));

        Advice without =
                ResolveStrategy.resolve(task, new ResolveStrategy.Rows(500, 49, LabelBalance.UNKNOWN), SIX_LAYERS);
        Advice with =
                ResolveStrategy.resolve(task, new ResolveStrategy.Rows(500, 50, LabelBalance.UNKNOWN), SIX_LAYERS);

        DomainAdaptation usual = StrategyAdvisor.domainAdaptation(Alignment.CORRELATION, 4);
        HyperParameters shorter = usual.hyperParameters().change().epochs(2).build();
        assertThat(with.strategy()).isEqualTo(usual.with(shorter));
        assertThat(without.strategy()).isEqualTo(new FineTune(4, usual.headWarmup(), shorter));
        assertThat(without.reasons())
                .anyMatch(reason -> reason.startsWith("There are 49 training rows without labels"));
        refused(with(Strategy.KIND_DOMAIN_ADAPTATION, Map.of("alignment", "ADVERSARIAL_CODES")), "alignment must be");
        refused(with(Strategy.KIND_DOMAIN_ADAPTATION, Map.of("alignment", "nearness")), "not nearness");
    }

    @Test
    void smote_is_refused_where_the_backbone_learns() {
        refused(with(Strategy.KIND_FINE_TUNE, Map.of("sampling", "smote")), "frozen features");
        assertThat(resolve(
                                Examples.task("probe", with(Strategy.KIND_LINEAR_PROBE, Map.of("sampling", "smote"))),
                                500,
                                LabelBalance.UNKNOWN,
                                SIX_LAYERS)
                        .hyperParameters()
                        .sampling())
                .isEqualTo(Sampling.SMOTE);
    }

    @Test
    void numbers_that_the_task_names_win_over_every_kinds_own() {
        for (String kind : List.of(
                Strategy.KIND_AUTO,
                Strategy.KIND_LINEAR_PROBE,
                Strategy.KIND_FINE_TUNE,
                Strategy.KIND_LOW_RANK,
                Strategy.KIND_FEW_SHOT)) {
            Strategy named = new Strategy(kind, null, null, 9, 5, 1e-5, 2e-3, 0.5, 40, 4, 1L, null);

            HyperParameters numbers = resolve(Examples.task("named", named), 500, LabelBalance.UNKNOWN, SIX_LAYERS)
                    .hyperParameters();

            assertThat(numbers.epochs()).isEqualTo(9);
            assertThat(numbers.batchSize()).isEqualTo(5);
            assertThat(numbers.learningRate()).isEqualTo(1e-5);
            assertThat(numbers.headLearningRate()).isEqualTo(2e-3);
            assertThat(numbers.weightDecay()).isEqualTo(0.5);
            assertThat(numbers.maxLength()).isEqualTo(40);
            assertThat(numbers.patience()).isEqualTo(4);
        }
    }

    @Test
    void a_linear_probe_is_the_librarys_own() {
        TransferStrategy strategy = resolve(
                Examples.task("probe", Strategy.ofKind(Strategy.KIND_LINEAR_PROBE)),
                500,
                LabelBalance.UNKNOWN,
                SIX_LAYERS);

        assertThat(strategy).isInstanceOf(LinearProbe.class).isEqualTo(StrategyAdvisor.linearProbe());
    }

    @Test
    void fine_tuning_trains_the_top_two_layers_unless_told_otherwise() {
        Strategy open = Strategy.ofKind(Strategy.KIND_FINE_TUNE);

        assertThat(frozen(open, SIX_LAYERS)).isEqualTo(4);
        assertThat(frozen(open, new BackboneFacts(1, 512))).isZero();
        assertThat(frozen(freezing(Strategy.KIND_FINE_TUNE, 0), SIX_LAYERS)).isZero();
    }

    @Test
    void auto_keeps_the_freeze_plan_that_the_task_names() {
        assertThat(frozen(freezing(Strategy.KIND_AUTO, 3), SIX_LAYERS)).isEqualTo(3);
    }

    @Test
    void options_reach_every_value_of_a_strategy() {
        Map<String, Object> options = Map.of("freezePlan", Map.of("layerDecay", 0.5), "frozenLayers", 1);

        FineTune tune = (FineTune) resolve(
                Examples.task("options", with(Strategy.KIND_FINE_TUNE, options)),
                500,
                LabelBalance.UNKNOWN,
                SIX_LAYERS);

        assertThat(tune.freezePlan().layerDecay()).isEqualTo(0.5);
        assertThat(tune.frozenLayers()).isEqualTo(1);
        assertThat(tune.hyperParameters()).isEqualTo(StrategyAdvisor.fineTune(4).hyperParameters());
    }

    @Test
    void hyper_parameters_may_be_named_without_the_object_that_a_plan_shows_them_in() {
        Map<String, Object> augmentation = Map.of("wordDropout", 0.1, "copies", 2);
        Map<String, Object> options =
                Map.of("augmentation", augmentation, "labelSmoothing", 0.2, "hyperParameters", Map.of("dropout", 0.3));

        TransferStrategy resolved = resolve(
                Examples.task("numbers", with(Strategy.KIND_LINEAR_PROBE, options)),
                500,
                LabelBalance.UNKNOWN,
                SIX_LAYERS);

        assertThat(resolved)
                .isEqualTo(StrategyAdvisor.linearProbe()
                        .with(StrategyAdvisor.linearProbe()
                                .hyperParameters()
                                .change()
                                .dropout(0.3)
                                .labelSmoothing(0.2)
                                .augmentation(new TextAugmentation(0, 0.1, 0, 0, Collections.emptySortedMap(), 2))
                                .build()));
        assertThat(resolved.toJson()).contains("\"augmentation\":{\"wordDropout\":0.1,\"copies\":2}");
        refused(with(Strategy.KIND_AUTO, Map.of("augmentation", Map.of("wordDropout", 2))), "wordDropout");
    }

    @Test
    void options_that_the_strategy_does_not_have_are_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolve(
                        Examples.task("odd", with(Strategy.KIND_LOW_RANK, Map.of("ranks", 4))),
                        500,
                        LabelBalance.UNKNOWN,
                        SIX_LAYERS))
                .withMessageContaining("strategy.options")
                .withMessageContaining("ranks");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolve(
                        Examples.task("kind", with(Strategy.KIND_LOW_RANK, Map.of("kind", "fine-tune"))),
                        500,
                        LabelBalance.UNKNOWN,
                        SIX_LAYERS))
                .withMessageContaining("strategy.kind");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolve(
                        Examples.task("range", with(Strategy.KIND_LOW_RANK, Map.of("rank", 0))),
                        500,
                        LabelBalance.UNKNOWN,
                        SIX_LAYERS))
                .withMessageContaining("rank");
    }

    @Test
    void low_rank_and_few_shot_are_the_librarys_own() {
        assertThat(resolve(
                        Examples.task("low", Strategy.ofKind(Strategy.KIND_LOW_RANK)),
                        500,
                        LabelBalance.UNKNOWN,
                        SIX_LAYERS))
                .isEqualTo(StrategyAdvisor.lowRank());
        assertThat(resolve(
                        Examples.task("few", Strategy.ofKind(Strategy.KIND_FEW_SHOT)),
                        16,
                        LabelBalance.UNKNOWN,
                        SIX_LAYERS))
                .isEqualTo(StrategyAdvisor.fewShot());
    }

    @Test
    void a_student_has_a_third_of_the_layers_unless_the_task_says_how_many() {
        Task third = Examples.task("third", Strategy.ofKind(Strategy.KIND_DISTILLATION));
        Task four = Examples.task("four", distillation(null, null, Map.of("layers", 4, "temperature", 3)));

        assertThat(resolve(third, 500, LabelBalance.UNKNOWN, SIX_LAYERS)).isEqualTo(StrategyAdvisor.distillation(2));
        Distillation named = (Distillation) resolve(four, 500, LabelBalance.UNKNOWN, SIX_LAYERS);
        assertThat(named.layers()).isEqualTo(4);
        assertThat(named.temperature()).isEqualTo(3);
    }

    @Test
    void a_student_cannot_be_deeper_start_afresh_or_be_frozen() {
        assertThatThrownBy(() -> resolve(
                        Examples.task("deep", distillation(null, null, Map.of("layers", 7))),
                        500,
                        LabelBalance.UNKNOWN,
                        SIX_LAYERS))
                .hasMessageContaining("strategy.options.layers must be at most 6");
        for (Strategy wrong : List.of(distillation("fresh", null, null), distillation(null, 2, null))) {
            assertThatThrownBy(() -> resolve(Examples.task("wrong", wrong), 500, LabelBalance.UNKNOWN, SIX_LAYERS))
                    .hasMessageContaining("a distillation begins with the champion's layers");
        }
    }

    private static Strategy distillation(
            @Nullable String start, @Nullable Integer frozen, @Nullable Map<String, Object> options) {
        return new Strategy(
                Strategy.KIND_DISTILLATION, start, frozen, null, null, null, null, null, null, null, null, options);
    }

    @Test
    void fusion_takes_the_tasks_own_backbone_and_the_further_ones_with_their_weights() {
        Task task = Examples.task(
                "fused", Strategy.fusion(List.of("bge-small-en-v1.5"), Map.of("weights", List.of(1, 0.5))));

        Fusion resolved = (Fusion) resolve(task, 500, LabelBalance.UNKNOWN, SIX_LAYERS);

        assertThat(resolved.backbonesBeside(task.backbone())).containsExactly("all-minilm-l6-v2", "bge-small-en-v1.5");
        assertThat(resolved.weights()).containsExactly(1.0, 0.5);
        assertThat(resolved.hyperParameters())
                .isEqualTo(StrategyAdvisor.linearProbe().hyperParameters());
    }

    @Test
    void a_fusion_that_names_no_others_itself_or_weights_for_others_is_refused() {
        refused(Strategy.ofKind(Strategy.KIND_FUSION), "further backbones");
        refused(Strategy.fusion(List.of("all-minilm-l6-v2"), null), "task's own");
        refused(Strategy.fusion(List.of("bge-small-en-v1.5"), Map.of("weights", List.of(1))), "weights");
        refused(
                Strategy.fusion(List.of("bge-small-en-v1.5"), Map.of("backbones", List.of("x"))),
                "said in strategy.backbones");
        refused(
                new Strategy(
                        Strategy.KIND_AUTO,
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
                        null,
                        List.of("bge-small-en-v1.5")),
                "kind fusion");
    }

    private static void refused(Strategy strategy, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolve(Examples.task("fused", strategy), 500, LabelBalance.UNKNOWN, SIX_LAYERS))
                .withMessageContaining(reason);
    }

    @Test
    void more_frozen_layers_than_the_backbone_has_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> frozen(freezing(Strategy.KIND_FINE_TUNE, 7), SIX_LAYERS))
                .withMessageContaining("frozenLayers");
    }

    @Test
    void longer_inputs_than_the_backbone_reads_are_refused() {
        Strategy tooLong = new Strategy(
                Strategy.KIND_LINEAR_PROBE, null, null, null, null, null, null, null, 513, null, null, null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolve(Examples.task("long", tooLong), 500, LabelBalance.UNKNOWN, SIX_LAYERS))
                .withMessageContaining("maxLength");
    }

    @Test
    void auto_without_training_rows_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolve(Examples.task("empty", Strategy.AUTO), 0, LabelBalance.UNKNOWN, SIX_LAYERS));
    }

    @Test
    void of_images_auto_is_a_head_on_frozen_features() {
        BackboneFacts network = BackboneFacts.ofImages(9);

        assertThat(resolve(Examples.imageTask("photos", Strategy.AUTO), 500, LabelBalance.UNKNOWN, network))
                .isEqualTo(StrategyAdvisor.linearProbe());
        FineTune tune = (FineTune) resolve(
                Examples.imageTask("photos", Strategy.ofKind(Strategy.KIND_FINE_TUNE)),
                500,
                LabelBalance.UNKNOWN,
                network);
        assertThat(tune.frozenLayers()).isEqualTo(6);
    }

    @Test
    void the_task_says_how_pictures_are_augmented() {
        Map<String, Object> options = Map.of(
                "imageAugmentation", Map.of("steps", List.of(Map.of("step", "horizontal-flip", "probability", 0.5))));

        HyperParameters numbers = resolve(
                        Examples.imageTask("photos", with(Strategy.KIND_LINEAR_PROBE, options)),
                        500,
                        LabelBalance.UNKNOWN,
                        BackboneFacts.ofImages(9))
                .hyperParameters();

        assertThat(numbers.imageAugmentation()).isEqualTo(new Augmentation(List.of(new HorizontalFlip(0.5))));
        refused(with(Strategy.KIND_LINEAR_PROBE, options), "imageAugmentation is of images");
    }

    @Test
    void numbers_are_learnt_from_by_a_head_on_their_features_alone() {
        BackboneFacts features = BackboneFacts.ofNumbers();

        TransferStrategy resolved =
                resolve(Examples.tabularTask("irises", Strategy.AUTO), 500, LabelBalance.UNKNOWN, features);

        assertThat(resolved).isInstanceOf(TransferStrategy.LinearProbe.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolve(
                        Examples.tabularTask("irises", Strategy.ofKind(Strategy.KIND_FINE_TUNE)),
                        500,
                        LabelBalance.UNKNOWN,
                        features))
                .withMessageContaining("numbers are learnt from by one of");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolve(Examples.task("texts", Strategy.AUTO), 500, LabelBalance.UNKNOWN, features))
                .withMessageContaining("the backbone reads numbers");
    }

    @Test
    void what_only_texts_have_is_refused_for_images() {
        BackboneFacts network = BackboneFacts.ofImages(9);
        Map<String, Object> ofTexts = Map.of("augmentation", Map.of("wordDropout", 0.1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolve(
                        Examples.imageTask("photos", Strategy.ofKind(Strategy.KIND_LOW_RANK)),
                        500,
                        LabelBalance.UNKNOWN,
                        network))
                .withMessageContaining("images are learnt from by one of");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolve(
                        Examples.imageTask("photos", with(Strategy.KIND_LINEAR_PROBE, ofTexts)),
                        500,
                        LabelBalance.UNKNOWN,
                        network))
                .withMessageContaining("augmentation is of texts");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        resolve(Examples.imageTask("photos", Strategy.AUTO), 500, LabelBalance.UNKNOWN, SIX_LAYERS))
                .withMessageContaining("reads texts");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolve(Examples.task("texts", Strategy.AUTO), 500, LabelBalance.UNKNOWN, network))
                .withMessageContaining("reads images");
    }

    private static int frozen(Strategy strategy, BackboneFacts backbone) {
        return ((FineTune) resolve(Examples.task("frozen", strategy), 500, LabelBalance.UNKNOWN, backbone))
                .frozenLayers();
    }

    private static Strategy with(String kind, Map<String, Object> options) {
        return new Strategy(kind, null, null, null, null, null, null, null, null, null, null, options);
    }

    private static Strategy freezing(String kind, int layers) {
        return new Strategy(kind, null, layers, null, null, null, null, null, null, null, null, null);
    }
}
