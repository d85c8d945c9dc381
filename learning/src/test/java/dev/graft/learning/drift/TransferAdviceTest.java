package dev.graft.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.graft.learning.model.HeadKind;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.strategy.TaskShape;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransferAdviceTest {

    private static final TaskShape MANY = TaskShape.ofTexts(1_000, 4, 6);
    private static final TaskShape FEW = TaskShape.ofTexts(20, 4, 6);
    private static final ProxyADistance NEAR = new ProxyADistance(0.2, 0.45, 200, 900, 400, 0.1, 0.3, 19);
    private static final ProxyADistance FAR = new ProxyADistance(1.8, 0.05, 200, 900, 400, 0.1, 0.3, 19);
    private static final SortedMap<String, Long> EVEN = new TreeMap<>(Map.of("a", 5L, "b", 5L, "c", 5L, "d", 5L));

    @Test
    void near_and_enough_rows_ask_for_no_more_than_the_advisors_fine_tuning() {
        TransferAdvice advice = advice(MANY, 1, NEAR);

        assertThat(advice.strategy()).isEqualTo(StrategyAdvisor.advise(MANY));
        assertThat(advice.setting()).isEqualTo(TransferSetting.SUPERVISED);
        assertThat(families(advice)).containsExactly(StrategyFamily.LIGHT_FINE_TUNING);
        assertThat(advice.hints().get(0).reason())
                .startsWith(advice.strategy().reason())
                .endsWith("The domain is near: proxy A-distance 0.20, 0.30 at most in 19 random splits (200 rows each):"
                        + " no more layers need to learn.");
    }

    @Test
    void far_and_enough_rows_ask_for_more_layers() {
        TransferAdvice advice = advice(MANY, 1, FAR);

        assertThat(advice.strategy()).isEqualTo(StrategyAdvisor.advise(MANY));
        assertThat(families(advice)).containsExactly(StrategyFamily.DEEPER_FINE_TUNING);
        assertThat(advice.hints().get(0).reason())
                .contains("proxy A-distance 1.80")
                .endsWith("let more layers learn.");
    }

    @Test
    void far_and_unlabelled_rows_ask_for_adaptation() {
        TransferAdvice some = advice(MANY, 0.25, FAR);
        TransferAdvice none = advice(MANY, 0, FAR);

        assertThat(some.setting()).isEqualTo(TransferSetting.SEMI_SUPERVISED);
        assertThat(families(some)).containsExactly(StrategyFamily.DEEPER_FINE_TUNING, StrategyFamily.ADAPTATION);
        assertThat(some.hints().get(1).reason()).startsWith("25.0 % of the target's rows have a label");
        assertThat(none.setting()).isEqualTo(TransferSetting.UNSUPERVISED);
        assertThat(none.hints().get(1).reason()).startsWith("No row of the target has a label");
        assertThat(families(advice(MANY, 0, NEAR))).containsExactly(StrategyFamily.LIGHT_FINE_TUNING);
    }

    @Test
    void few_rows_a_label_are_the_advisors_few_shot_learning() {
        TransferAdvice advice = advice(FEW, 1, FAR);

        assertThat(advice.setting()).isEqualTo(TransferSetting.FEW_SHOT);
        assertThat(families(advice)).containsExactly(StrategyFamily.FEW_SHOT);
        assertThat(advice.hints().get(0).reason()).endsWith("more labelled rows would help most.");
        assertThat(families(advice(TaskShape.ofTexts(5, 4, 6), 1, null))).containsExactly(StrategyFamily.PROBE);
    }

    @Test
    void imbalance_asks_for_weights() {
        SortedMap<String, Long> uneven = new TreeMap<>(Map.of("a", 900L, "b", 90L, "c", 9L, "unused", 0L));

        TransferAdvice advice = TransferAdvice.of(new TransferSituation(MANY, uneven, 1, NEAR));

        assertThat(families(advice)).containsExactly(StrategyFamily.LIGHT_FINE_TUNING, StrategyFamily.BALANCING);
        assertThat(advice.hints().get(1).reason())
                .startsWith("Label 'c' has 9 rows and 'a' 900, 100 times as many: weigh the classes");
    }

    @Test
    void an_unknown_distance_adds_nothing_to_the_advisors_reason() {
        TransferAdvice advice = advice(MANY, 1, null);

        assertThat(advice.hints())
                .containsExactly(new TransferHint(
                        StrategyFamily.LIGHT_FINE_TUNING,
                        StrategyAdvisor.advise(MANY).reason()));
        assertThat(families(TransferAdvice.of(new TransferSituation(
                        new TaskShape(500, 2, HeadKind.NUMBERS, 6, true), new TreeMap<>(), 1, null))))
                .containsExactly(StrategyFamily.LIGHT_FINE_TUNING);
    }

    @Test
    void pictures_are_learnt_from_by_a_head_however_many_there_are() {
        TransferAdvice near = TransferAdvice.ofPictures(new TransferSituation(MANY, EVEN, 1, NEAR));
        TransferAdvice far = TransferAdvice.ofPictures(
                new TransferSituation(FEW, new TreeMap<>(Map.of("a", 100L, "b", 2L)), 1, FAR));

        assertThat(near.strategy().strategy())
                .isEqualTo(StrategyAdvisor.adviseForImages(MANY).strategy());
        assertThat(near.setting()).isEqualTo(TransferSetting.SUPERVISED);
        assertThat(families(near)).containsExactly(StrategyFamily.PROBE);
        assertThat(families(far)).containsExactly(StrategyFamily.PROBE, StrategyFamily.BALANCING);
        assertThat(far.hints().get(0).reason()).endsWith("let upper stages learn (fine-tune).");
    }

    @Test
    void refuses_shares_and_counts_that_are_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> advice(MANY, 1.5, null))
                .withMessageContaining("0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TransferSituation(MANY, new TreeMap<>(Map.of("a", -1L)), 1, null))
                .withMessageContaining("-1 rows");
    }

    private static TransferAdvice advice(TaskShape task, double labelledShare, @Nullable ProxyADistance distance) {
        return TransferAdvice.of(new TransferSituation(task, EVEN, labelledShare, distance));
    }

    private static StrategyFamily[] families(TransferAdvice advice) {
        return advice.hints().stream().map(TransferHint::family).toArray(StrategyFamily[]::new);
    }
}
