package dev.graft.trainer.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.graft.contracts.task.Split;
import dev.graft.learning.check.BackboneRanking;
import dev.graft.learning.train.LabelledText;
import dev.graft.learning.train.StopSignal;
import dev.graft.trainer.fixture.Examples;
import dev.graft.trainer.fixture.ManualClock;
import dev.graft.trainer.fixture.ScriptedFeatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProbeBackbonesTest {
    private static final Map<String, Integer> ONE = Map.of("one", 32);
    private static final Map<String, Integer> TWO = Map.of("one", 32, "two", 32);
    private static final CheckWatch NOBODY = new CheckWatch(StopSignal.NEVER, progress -> {});

    private final ManualClock clock = new ManualClock();
    private final ScriptedFeatures features = new ScriptedFeatures().telling("two");
    private final ProbeBackbones probes = features.probes(clock);

    @Test
    void the_same_rows_give_the_same_ranking_in_whatever_order_they_come() {
        List<LabelledText> shuffled = new ArrayList<>(rows(100));
        Collections.shuffle(shuffled, new Random(1));

        BackboneRanking ranking = done(probe(probes, TWO, rows(100)));

        assertThat(done(probe(probes, TWO, shuffled))).isEqualTo(ranking);
        assertThat(ranking.best().name()).isEqualTo("two");
    }

    @Test
    void features_of_a_backbone_that_the_task_names_are_computed_once() {
        probe(probes, ONE, rows(100));
        int before = features.computed().size();

        probe(probes, ONE, rows(110));
        probe(probes, ONE, rows(110));

        assertThat(before).isEqualTo(60);
        assertThat(features.computed()).hasSize(66).doesNotHaveDuplicates();
        assertThat(features.opened()).hasSize(2);
    }

    @Test
    void a_choice_remembers_nothing() {
        probe(probes, TWO, rows(100));
        probe(probes, TWO, rows(100));

        assertThat(features.computed()).hasSize(4 * 60);
    }

    @Test
    void what_was_used_longest_ago_is_forgotten_where_memory_is_short() {
        ProbeBackbones forgetful =
                new ProbeBackbones(features, new CheckBounds(true, 20, 200, 64, Duration.ofSeconds(30), 10 * 8), clock);

        probe(forgetful, ONE, rows(100));
        probe(forgetful, ONE, rows(100));

        assertThat(features.computed()).hasSizeBetween(110, 120);
    }

    @Test
    void nothing_is_probed_where_the_check_is_switched_off() {
        CheckBounds off = new CheckBounds(false, 20, 200, 64, Duration.ofSeconds(30), 0);

        assertThat(skipped(probe(new ProbeBackbones(features, off, clock), TWO, rows(100))))
                .contains("switched off");
    }

    @Test
    void rows_from_which_nothing_can_be_told_are_not_probed() {
        List<LabelledText> oneLabel =
                rows(100).stream().filter(row -> row.label().equals("payment")).toList();
        List<LabelledText> manyLabels = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            manyLabels.add(LabelledText.of("row " + i, Examples.LABELS.get(0) + i % 40));
        }

        assertThat(skipped(probe(probes, ONE, rows(30)))).contains("18 training rows are too few");
        assertThat(skipped(probe(probes, ONE, oneLabel))).contains("two labels").endsWith("there are 1");
        assertThat(skipped(probe(probes, ONE, manyLabels))).contains("40 labels twice");
        assertThat(features.opened()).isEmpty();
    }

    @Test
    void the_check_of_a_named_backbone_is_given_up_when_its_time_is_over() {
        features.duringRows(() -> clock.advance(Duration.ofSeconds(20)));

        assertThat(skipped(probe(probes, ONE, rows(200)))).contains("longer than 30.0 s");
    }

    @Test
    void a_choice_does_not_look_at_the_clock() {
        features.duringRows(() -> clock.advance(Duration.ofMinutes(20)));

        assertThat(done(probe(probes, TWO, rows(200))).best().name()).isEqualTo("two");
    }

    @Test
    void features_that_cannot_be_computed_do_not_cost_the_run() {
        features.fail(true);

        assertThat(skipped(probe(probes, ONE, rows(100)))).contains("out of memory");
    }

    @Test
    void a_check_ends_at_its_next_rows_when_the_run_may_not_go_on() {
        int[] asked = {0};
        CheckWatch impatient =
                new CheckWatch(() -> ++asked[0] > 2 ? Optional.of("enough") : Optional.empty(), progress -> {});

        assertThatExceptionOfType(CheckStopped.class)
                .isThrownBy(() -> probes.probe(new TreeMap<>(ONE), rows(200), Examples.LABELS, 1, impatient));
        assertThat(features.computed()).hasSizeLessThanOrEqualTo(32);
    }

    @Test
    void of_more_rows_than_it_may_use_most_stay_the_same_when_rows_are_added() {
        List<LabelledText> before = CheckRows.choose(rows(1_000), 100);
        List<LabelledText> after = CheckRows.choose(rows(1_100), 100);

        assertThat(before).hasSize(100).doesNotHaveDuplicates();
        assertThat(after).hasSize(100);
        assertThat(after.stream().filter(before::contains).count()).isGreaterThan(80);
    }

    @Test
    void two_rows_of_each_label_are_among_the_chosen_ones_while_there_is_room() {
        List<LabelledText> rows = new ArrayList<>(rows(1_000));
        rows.add(LabelledText.of("rare one", "rare"));
        rows.add(LabelledText.of("rare two", "rare"));
        rows.add(LabelledText.of("rare three", "rare"));

        assertThat(CheckRows.choose(rows, 20).stream().filter(row -> row.label().equals("rare")))
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void bounds_that_make_no_sense_are_refused() {
        Duration time = Duration.ofSeconds(1);

        assertThatIllegalArgumentException().isThrownBy(() -> new CheckBounds(true, 3, 100, 64, time, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new CheckBounds(true, 50, 40, 64, time, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new CheckBounds(true, 40, 2_001, 64, time, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new CheckBounds(true, 40, 100, 2, time, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new CheckBounds(true, 40, 100, 64, Duration.ZERO, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new CheckBounds(true, 40, 100, 64, time, -1));
    }

    private static List<LabelledText> rows(int count) {
        return Examples.rows(count).stream()
                .filter(row -> row.split().equals(Split.TRAIN))
                .map(row -> LabelledText.of(row.text(), row.label()))
                .toList();
    }

    private static Probe probe(ProbeBackbones probes, Map<String, Integer> candidates, List<LabelledText> rows) {
        List<String> labels =
                rows.stream().map(LabelledText::label).distinct().sorted().toList();
        return probes.probe(new TreeMap<>(candidates), rows, labels, 1, NOBODY);
    }

    private static BackboneRanking done(Probe probe) {
        assertThat(probe).isInstanceOf(Probe.Done.class);
        return ((Probe.Done) probe).ranking();
    }

    private static String skipped(Probe probe) {
        assertThat(probe).isInstanceOf(Probe.Skipped.class);
        return ((Probe.Skipped) probe).reason();
    }
}
