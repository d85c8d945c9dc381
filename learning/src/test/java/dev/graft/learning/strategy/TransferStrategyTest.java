package dev.graft.learning.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.graft.learning.model.HeadKind;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.Fusion;
import dev.graft.learning.strategy.TransferStrategy.LinearProbe;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferStrategyTest {

    private static final HyperParameters HYPER =
            new HyperParameters(4, 8, 3e-3, 1e-2, 0.01, 0.1, 32, 10, 0, ValidationMetric.MACRO_F1, 0.1, 0, 1);

    @Test
    void becomes_json_with_a_fixed_field_order() {
        assertThat(new LinearProbe(HYPER).toJson())
                .isEqualTo("{\"kind\":\"linear-probe\",\"hyperParameters\":{\"epochs\":4,\"batchSize\":8,"
                        + "\"learningRate\":0.003,\"headLearningRate\":0.01,\"weightDecay\":0.01,\"warmupRatio\":0.1,"
                        + "\"maxLength\":32,\"patience\":10,\"minChange\":0.0,\"metric\":\"MACRO_F1\",\"dropout\":0.1,"
                        + "\"labelSmoothing\":0.0,\"clipNorm\":1.0}}");
    }

    @Test
    void comes_back_from_its_json() {
        FineTune tune = StrategyAdvisor.fineTune(3);

        assertThat(TransferStrategy.fromJson(tune.toJson())).isEqualTo(tune);
        assertThat(tune.toJson()).startsWith("{\"kind\":\"fine-tune\",\"frozenLayers\":3,\"headWarmup\":{\"passes\":");
    }

    @Test
    void writes_options_only_where_they_are_not_the_default_and_reads_them_back() {
        LinearProbe probe = new LinearProbe(HYPER.change()
                .loss(new LossOptions(true, new TreeMap<>(Map.of("rare", 2.5)), 2, 0))
                .penalty(new Penalty(1e-4, 0))
                .schedule(RateCourse.plateau(2, 0.5))
                .microBatchSize(4)
                .build());

        assertThat(probe.toJson())
                .contains("\"loss\":{\"balanced\":true,\"labelWeights\":{\"rare\":2.5},\"focalGamma\":2.0}")
                .contains("\"schedule\":{\"kind\":\"PLATEAU\",\"patience\":2,\"factor\":0.5},\"microBatchSize\":4");
        assertThat(TransferStrategy.fromJson(probe.toJson())).isEqualTo(probe);
        assertThat(TransferStrategy.fromJson(new LinearProbe(HYPER).toJson())).isEqualTo(new LinearProbe(HYPER));
    }

    @Test
    void refuses_options_that_do_nothing_or_harm() {
        assertThatThrownBy(() -> LossOptions.focal(0.5)).hasMessageContaining("focalGamma");
        assertThatThrownBy(() -> RateCourse.plateau(0, 0.5)).hasMessageContaining("patience");
        assertThatThrownBy(() -> RateCourse.plateau(1, 1)).hasMessageContaining("factor");
        assertThatThrownBy(() -> new RateCourse(RateCourse.Kind.COSINE, 3, 0)).hasMessageContaining("patience");
        assertThatThrownBy(() -> new Penalty(-1, 0)).hasMessageContaining("l1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"kind\":\"magic\"}", "[1]", "{\"kind\":\"linear-probe\",\"unknown\":1}"})
    void refuses_other_json(String json) {
        assertThatThrownBy(() -> TransferStrategy.fromJson(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no strategy");
    }

    @Test
    void names_the_number_that_is_out_of_range() {
        assertThatThrownBy(() -> HYPER.change().dropout(1).build()).hasMessageContaining("dropout");
        assertThatThrownBy(() -> HYPER.change().learningRate(Double.NaN).build())
                .hasMessageContaining("learningRate");
        assertThatThrownBy(() -> HYPER.change().epochs(0).build()).hasMessageContaining("epochs");
    }

    @ParameterizedTest
    @CsvSource({"50, 14, linear-probe", "900, 14, fine-tune", "112, 14, fine-tune", "100000, 77, fine-tune"})
    void auto_trains_only_a_head_when_there_are_few_rows_a_label(int rows, int labels, String kind) {
        assertThat(StrategyAdvisor.auto(TaskShape.ofTexts(rows, labels, 6)).toJson())
                .startsWith("{\"kind\":\"" + kind + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "20, 14, linear-probe, 1.4 rows a label are too few to change the backbone",
        "50, 14, few-shot, 3.6 rows a label are too few to fine-tune on (that needs 8)",
        "900, 14, fine-tune, 64.3 rows a label suffice to fine-tune: the top 2 of 6 layers learn for 5 epochs"
    })
    void advice_states_the_numbers_that_decided(int rows, int labels, String kind, String reason) {
        Advice advice = StrategyAdvisor.advise(TaskShape.ofTexts(rows, labels, 6));

        assertThat(advice.strategy().toJson()).startsWith("{\"kind\":\"" + kind + "\"");
        assertThat(advice.reason()).startsWith(reason);
    }

    @ParameterizedTest
    @CsvSource({"10, 200, true", "5, 50, true", "4, 400, false", "20, 199, false", "0, 0, false"})
    void advice_weighs_rare_labels_more_where_labels_are_clearly_uneven(long rarest, long most, boolean weighs) {
        TaskShape shape = TaskShape.ofTexts(400, 3, 6).with(new LabelBalance(rarest, most));

        Advice advice = StrategyAdvisor.advise(shape);

        LossOptions expected = weighs ? LossOptions.BALANCED : LossOptions.PLAIN;
        assertThat(advice.strategy().hyperParameters().loss()).isEqualTo(expected);
        assertThat(StrategyAdvisor.auto(shape)).isEqualTo(advice.strategy());
        String reason = "The most frequent label has " + most + " rows, the rarest " + rarest;
        assertThat(advice.reason().contains(reason)).isEqualTo(weighs);
    }

    @Test
    void automatic_strategies_say_why_they_are_what_they_are() {
        TaskShape few = TaskShape.ofTexts(145, 20, 6).with(new LabelBalance(5, 50));
        String weighs = "The most frequent label has 50 rows, the rarest 5: rare labels weigh more in the loss.";

        assertThat(StrategyAdvisor.adviseAuto(few).reasons())
                .containsExactly(
                        "7.3 rows a label are too few to fine-tune on (that needs 8): only a head is trained, in seconds"
                                + " where few-shot learning takes minutes.",
                        weighs);
        assertThat(StrategyAdvisor.adviseForNumbers(few).reasons())
                .containsExactly(
                        "Numbers have no backbone that could learn: a head is trained on their features, with 7.3 rows a"
                                + " label.",
                        "The most frequent label has 50 rows, the rarest 5: the loss weighs all rows alike, since weights"
                                + " cost rows of numbers macro F1. Where finding rare rows matters more, declare"
                                + " \"options\": {\"loss\": {\"balanced\": true}}.");
        assertThat(StrategyAdvisor.adviseForImages(few).reasons())
                .hasSize(2)
                .last()
                .isEqualTo(weighs);
    }

    @Test
    void the_loss_of_numbers_stays_plain_however_uneven_their_labels_are() {
        TaskShape uneven = TaskShape.ofTexts(1_050, 2, 6).with(new LabelBalance(50, 1_000));
        TaskShape even = TaskShape.ofTexts(1_050, 2, 6).with(new LabelBalance(500, 550));

        assertThat(StrategyAdvisor.adviseForNumbers(uneven).strategy()).isEqualTo(StrategyAdvisor.linearProbe());
        assertThat(StrategyAdvisor.adviseForNumbers(even).strategy()).isEqualTo(StrategyAdvisor.linearProbe());
        assertThat(StrategyAdvisor.adviseForNumbers(even).reasons()).hasSize(1);
        assertThat(StrategyAdvisor.adviseForImages(uneven)
                        .strategy()
                        .hyperParameters()
                        .loss())
                .isEqualTo(LossOptions.BALANCED);
    }

    @Test
    void auto_keeps_the_weights_where_it_takes_a_head_in_place_of_few_shot_learning() {
        TaskShape shape = TaskShape.ofTexts(145, 20, 6).with(new LabelBalance(5, 50));

        assertThat(StrategyAdvisor.auto(shape)).isInstanceOf(LinearProbe.class);
        assertThat(StrategyAdvisor.auto(shape).hyperParameters().loss()).isEqualTo(LossOptions.BALANCED);
    }

    @Test
    void sampling_is_spelled_in_lower_case_and_only_where_rows_are_not_taken_as_they_are() {
        LinearProbe probe =
                new LinearProbe(HYPER.change().sampling(Sampling.SMOTE).build());

        assertThat(probe.toJson()).contains(",\"sampling\":\"smote\"}");
        assertThat(TransferStrategy.fromJson(probe.toJson())).isEqualTo(probe);
        assertThat(new LinearProbe(HYPER).toJson()).doesNotContain("sampling");
        String fewShot = StrategyAdvisor.fewShot().toJson();
        assertThatThrownBy(() -> TransferStrategy.fromJson(
                        fewShot.substring(0, fewShot.length() - 2) + ",\"sampling\":\"smote\"}}"))
                .hasMessageContaining("frozen features");
    }

    @Test
    void pairs_learn_with_all_but_the_lowest_third_of_the_layers_and_without_a_head_warm_up() {
        Advice advice = StrategyAdvisor.advise(new TaskShape(3_668, 2, HeadKind.CLASSES, 12, true));

        FineTune tuning = (FineTune) advice.strategy();
        assertThat(tuning.frozenLayers()).isEqualTo(4);
        assertThat(tuning.headWarmup().passes()).isZero();
        assertThat(tuning.hyperParameters().learningRate()).isCloseTo(1e-4, within(1e-12));
        assertThat(tuning.hyperParameters().batchSize()).isEqualTo(8);
        assertThat(advice.reason()).contains("pairs need most of a network", "top 8 of 12 layers learn for one epoch");
    }

    @ParameterizedTest
    @CsvSource({"300, 5", "1000, 3", "3668, 1", "200000, 1"})
    void fewer_pairs_are_seen_more_often(int rows, int epochs) {
        TransferStrategy strategy = StrategyAdvisor.auto(new TaskShape(rows, 2, HeadKind.CLASSES, 6, true));

        assertThat(strategy.hyperParameters().epochs()).isEqualTo(epochs);
    }

    @Test
    void numbers_and_sets_of_labels_get_no_strategy_that_needs_classes() {
        Advice few = StrategyAdvisor.advise(new TaskShape(6, 1, HeadKind.NUMBERS, 6, false));
        Advice many = StrategyAdvisor.advise(new TaskShape(600, 1, HeadKind.NUMBERS, 6, false));
        Advice sets = StrategyAdvisor.advise(new TaskShape(30, 6, HeadKind.LABELS, 6, false));

        assertThat(few.strategy()).isInstanceOf(LinearProbe.class);
        assertThat(few.strategy().hyperParameters().metric()).isEqualTo(ValidationMetric.LOSS);
        assertThat(many.strategy().hyperParameters().metric()).isEqualTo(ValidationMetric.LOSS);
        assertThat(many.reason()).startsWith("600.0 rows a number suffice");
        assertThat(sets.strategy()).isInstanceOf(LinearProbe.class);
    }

    @Test
    void default_strategies_come_back_from_their_json() {
        assertThat(TransferStrategy.fromJson(StrategyAdvisor.lowRank().toJson()))
                .isEqualTo(StrategyAdvisor.lowRank());
        assertThat(TransferStrategy.fromJson(StrategyAdvisor.fewShot().toJson()))
                .isEqualTo(StrategyAdvisor.fewShot());
    }

    @Test
    void fusion_comes_back_from_its_json_and_weighs_alike_where_nothing_is_said() {
        Fusion fusion = new Fusion(List.of("b", "c"), List.of(1.0, 0.5, 2.0), HYPER);

        assertThat(fusion.toJson())
                .startsWith("{\"kind\":\"fusion\",\"backbones\":[\"b\",\"c\"],\"weights\":[1.0,0.5,2.0],");
        assertThat(TransferStrategy.fromJson(fusion.toJson())).isEqualTo(fusion);
        assertThat(TransferStrategy.fromJson(fusion.toJson().replace("\"weights\":[1.0,0.5,2.0],", "")))
                .isEqualTo(StrategyAdvisor.fusion(List.of("b", "c")).with(HYPER));
        assertThat(fusion.backbonesBeside("a")).containsExactly("a", "b", "c");
        assertThat(new LinearProbe(HYPER).backbonesBeside("a")).containsExactly("a");
    }

    @Test
    void refuses_a_fusion_of_the_same_backbones_or_of_weights_that_do_not_fit() {
        assertThatThrownBy(() -> StrategyAdvisor.fusion(List.of())).hasMessageContaining("1 to 7");
        assertThatThrownBy(() -> StrategyAdvisor.fusion(List.of("b", "b"))).hasMessageContaining("differ");
        assertThatThrownBy(() -> StrategyAdvisor.fusion(List.of("b")).backbonesBeside("b"))
                .hasMessageContaining("differ");
        assertThatThrownBy(() -> new Fusion(List.of("b"), List.of(1.0), HYPER)).hasMessageContaining("weights");
        assertThatThrownBy(() -> new Fusion(List.of("b"), List.of(1.0, 0.0), HYPER))
                .hasMessageContaining("weights");
    }

    @Test
    void auto_takes_fewer_epochs_the_more_rows_there_are() {
        int[] epochs = IntStream.of(200, 3_000, 40_000, 100_000)
                .map(rows -> StrategyAdvisor.auto(TaskShape.ofTexts(rows, 14, 6))
                        .hyperParameters()
                        .epochs())
                .toArray();

        assertThat(epochs).containsExactly(5, 4, 2, 1);
    }

    @Test
    void auto_refuses_a_task_that_is_none() {
        assertThatThrownBy(() -> TaskShape.ofTexts(10, 1, 6)).isInstanceOf(IllegalArgumentException.class);
    }
}
