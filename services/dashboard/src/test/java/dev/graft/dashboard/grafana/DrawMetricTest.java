package dev.graft.dashboard.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.graft.contracts.event.ModelEvaluated.Decision;
import dev.graft.dashboard.grafana.Metric.Choice;
import dev.graft.dashboard.readmodel.Bounds;
import dev.graft.dashboard.readmodel.ReadModel;
import dev.graft.dashboard.story.Story;
import dev.graft.dashboard.view.DeadLetter;
import dev.graft.dashboard.view.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrawMetricTest {
    private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
    private static final Window DAY = Window.of(BEGIN, BEGIN.plus(Duration.ofDays(1)), 24, Duration.ZERO);

    private final ReadModel model = new ReadModel(Bounds.DEFAULT);
    private final DrawMetric drawing = new DrawMetric(model);
    private final Story shop = new Story("shop", BEGIN);

    @BeforeEach
    void tell() {
        shop.taskDeclared()
                .success("first", 1, 0.8)
                .waits(Duration.ofHours(2))
                .success("second", 2, 0.9)
                .batchLabelled("third", "1")
                .batchAccepted("third", 100)
                .prepared("third", 100, "third")
                .runStarted("third", 1, 0, 6, 2)
                .runCompleted("third", 6, 0.5)
                .evaluated("third", 1, 2, Decision.REFUSE, 0.5, "worse")
                .rejected("third", 3, 2, "worse");
        shop.events().forEach(model::apply);
        new Story("other", BEGIN).success("first", 1, 0.7).events().forEach(model::apply);
    }

    @Test
    void counts_runs_in_each_step_by_what_became_of_them() {
        assertThat(drawn(Metric.RUNS, Map.of(Choice.TASK, "shop")))
                .containsExactly(
                        new Series("promoted", List.of(point(1, 0), point(1, 2))),
                        new Series("refused", List.of(point(1, 2))));
    }

    @Test
    void adds_up_rows_of_the_batches_of_a_step() {
        assertThat(drawn(Metric.ROWS, Map.of(Choice.TASK, "shop")))
                .contains(new Series("accepted", List.of(point(480, 0), point(580, 2))));
    }

    @Test
    void draws_a_curve_of_scores_for_each_task() {
        assertThat(drawn(Metric.SCORES, Map.of()))
                .containsExactly(
                        new Series("other", List.of(point(0.7, 0))),
                        new Series("shop", List.of(point(0.8, 0), point(0.5, 2))));
        assertThat(drawn(Metric.SCORES, Map.of(Choice.TASK, "other", Choice.SCORE, "accuracy")))
                .containsExactly(new Series("other", List.of(point(0.7 + 0.004, 0))));
    }

    @Test
    void draws_both_losses_of_a_run_and_nothing_of_one_that_is_not_known() {
        assertThat(drawn(Metric.LOSSES, Map.of(Choice.RUN, shop.runId("first"))))
                .extracting(Series::target, series -> series.datapoints().size())
                .containsExactly(tuple("training loss", 6), tuple("validation loss", 6));
        assertThat(drawn(Metric.LOSSES, Map.of(Choice.RUN, "unknown"))).isEmpty();
    }

    @Test
    void tells_promotions_and_dead_letters_of_the_window_alone() {
        model.apply(letter("in", BEGIN.plusSeconds(60)));
        model.apply(letter("before", BEGIN.minusSeconds(60)));

        assertThat(rows(Metric.PROMOTIONS))
                .hasSize(3)
                .allMatch(row -> row.get(1).toString().contains("is live"));
        assertThat(rows(Metric.DEAD_LETTERS)).extracting(row -> row.get(2)).containsExactly("in");
    }

    @Test
    void has_no_more_points_than_there_is_room_for() {
        Window week = Window.of(BEGIN, BEGIN.plus(Duration.ofDays(7)), 1_000_000, Duration.ofMillis(1));

        assertThat(Duration.ofDays(7).toMillis() / week.step().toMillis()).isLessThanOrEqualTo(Window.MOST_POINTS);
    }

    @SuppressWarnings("unchecked")
    private List<Series> drawn(Metric metric, Map<Choice, String> chosen) {
        return (List<Series>) drawing.draw(metric, DAY, chosen);
    }

    private List<List<Object>> rows(Metric metric) {
        return ((Rows) drawing.draw(metric, DAY, Map.of()).get(0)).rows();
    }

    private static List<Number> point(double value, int hour) {
        return List.of(value, BEGIN.plus(Duration.ofHours(hour)).toEpochMilli());
    }

    private static DeadLetter letter(String reason, Instant time) {
        return new DeadLetter(
                reason, "orders", 0, 1, "data-prep", reason, null, null, "", 1, time, new Place(0, 1), null, null);
    }
}
