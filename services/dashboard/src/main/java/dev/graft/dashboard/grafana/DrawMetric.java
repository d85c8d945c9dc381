package dev.graft.dashboard.grafana;

import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.event.Scores;
import dev.graft.dashboard.grafana.Metric.Choice;
import dev.graft.dashboard.readmodel.ReadModel;
import dev.graft.dashboard.view.BatchSummary;
import dev.graft.dashboard.view.DeadLetter;
import dev.graft.dashboard.view.Epoch;
import dev.graft.dashboard.view.EvaluationView;
import dev.graft.dashboard.view.ModelDetail;
import dev.graft.dashboard.view.ModelMove;
import dev.graft.dashboard.view.ModelSummary;
import dev.graft.dashboard.view.Page;
import dev.graft.dashboard.view.RunDetail;
import dev.graft.dashboard.view.RunSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Draws a metric over a window of time: of the newest things in it, up to a bound. */
public final class DrawMetric {
    private static final int PAGE = 500;
    private static final int MOST_THINGS = 10_000;
    private static final int MOST_ROWS = 1_000;

    private final ReadModel model;

    public DrawMetric(ReadModel model) {
        this.model = model;
    }

    /** @return series and tables */
    public List<?> draw(Metric metric, Window window, Map<Choice, String> chosen) {
        String task = chosen.get(Choice.TASK);
        return switch (metric) {
            case RUNS ->
                counted(
                        runs(task, window),
                        RunSummary::since,
                        run -> run.state().json(),
                        window);
            case BATCHES ->
                counted(
                        batches(task, window),
                        BatchSummary::since,
                        batch -> batch.state().json(),
                        window);
            case SCORES -> scores(task, chosen.getOrDefault(Choice.SCORE, ""), window);
            case LOSSES -> losses(chosen.getOrDefault(Choice.RUN, ""), window);
            case ROWS -> rows(task, window);
            case PROMOTIONS -> List.of(Rows.of(moves(task, window)));
            case DEAD_LETTERS -> List.of(Rows.of(letters(window)));
        };
    }

    private static <T> List<Series> counted(
            Stream<T> things, Function<T, Instant> time, Function<T, String> name, Window window) {
        Map<String, TreeMap<Long, Double>> points = new TreeMap<>();
        things.forEach(thing -> add(points, name.apply(thing), window.point(time.apply(thing)), 1));
        return Series.of(points);
    }

    private List<Series> rows(@Nullable String task, Window window) {
        Map<String, TreeMap<Long, Double>> points = new TreeMap<>();
        batches(task, window).filter(batch -> batch.rows() != null).forEach(batch -> {
            RowCounts rows = batch.rows();
            if (rows != null) {
                long point = window.point(batch.since());
                add(points, "accepted", point, rows.accepted());
                add(points, "quarantined", point, rows.quarantined());
                add(points, "repeated", point, rows.duplicates());
            }
        });
        return Series.of(points);
    }

    /** Of several in one step the last. */
    private List<Series> scores(@Nullable String task, String score, Window window) {
        Map<String, TreeMap<Long, Double>> points = new TreeMap<>();
        model.evaluations(task, window.from(), window.to(), MOST_THINGS).stream()
                .sorted(Comparator.comparing(EvaluationView::time))
                .forEach(each -> points.computeIfAbsent(each.task(), name -> new TreeMap<>())
                        .put(window.point(each.time()), value(each.challenger(), score)));
        return Series.of(points);
    }

    private static double value(Scores scores, String score) {
        return score.equals("accuracy") ? scores.accuracy() : scores.macroF1();
    }

    private List<Series> losses(String run, Window window) {
        Map<String, TreeMap<Long, Double>> points = new TreeMap<>();
        for (Epoch epoch : model.run(run).map(RunDetail::curve).orElse(List.of())) {
            if (window.holds(epoch.time())) {
                long time = epoch.time().toEpochMilli();
                add(points, "training loss", time, epoch.trainLoss());
                add(points, "validation loss", time, epoch.validationLoss());
            }
        }
        return Series.of(points);
    }

    private List<List<Object>> moves(@Nullable String task, Window window) {
        Stream<String> tasks =
                task == null ? model.models(PAGE, 0).items().stream().map(ModelSummary::task) : Stream.of(task);
        return tasks.flatMap(name -> model.model(name).map(ModelDetail::history).orElse(List.of()).stream()
                        .filter(move -> move.kind() != ModelMove.Kind.REJECTED && window.holds(move.time()))
                        .limit(MOST_ROWS)
                        .map(move -> row(
                                move.time(), name + ": version " + move.version() + " is live", move.summary(), name)))
                .limit(MOST_ROWS)
                .toList();
    }

    private List<List<Object>> letters(Window window) {
        return newest(offset -> model.deadLetters(PAGE, offset), DeadLetter::time, window, MOST_ROWS)
                .map(letter ->
                        row(letter.time(), "Dead letter of " + letter.service(), letter.reason(), letter.topic()))
                .toList();
    }

    private static List<Object> row(Instant time, String title, String text, String tags) {
        return List.of(time.toEpochMilli(), title, text, tags);
    }

    private Stream<RunSummary> runs(@Nullable String task, Window window) {
        return newest(offset -> model.runs(task, null, PAGE, offset), RunSummary::since, window, MOST_THINGS);
    }

    private Stream<BatchSummary> batches(@Nullable String task, Window window) {
        return newest(offset -> model.batches(task, null, PAGE, offset), BatchSummary::since, window, MOST_THINGS);
    }

    /** Pages of a list, newest first, down to the beginning of the window. */
    private static <T> Stream<T> newest(
            IntFunction<Page<T>> pages, Function<T, Instant> time, Window window, int most) {
        List<T> found = new ArrayList<>();
        for (int offset = 0; offset < most; offset += PAGE) {
            List<T> items = pages.apply(offset).items();
            items.stream().filter(item -> window.holds(time.apply(item))).forEach(found::add);
            if (items.size() < PAGE || time.apply(items.get(items.size() - 1)).isBefore(window.from())) {
                break;
            }
        }
        return found.stream();
    }

    private static void add(Map<String, TreeMap<Long, Double>> points, String name, long point, double value) {
        points.computeIfAbsent(name, first -> new TreeMap<>()).merge(point, value, Double::sum);
    }
}
