package dev.graft.learning.sampling;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Rows of one class each, of which a choice holds as many of every class that occurs. Choices are random and as good as
 * their {@link Random}; their size is always the same. Immutable.
 */
public final class EqualClasses {

    private final List<List<Integer>> byClass;
    private final int rows;
    private final int most;
    private final int fewest;

    private EqualClasses(List<List<Integer>> byClass, int rows) {
        this.byClass = byClass;
        this.rows = rows;
        this.most = byClass.stream().mapToInt(List::size).max().orElse(0);
        this.fewest = byClass.stream()
                .mapToInt(List::size)
                .filter(count -> count > 0)
                .min()
                .orElse(0);
    }

    /**
     * Counts the rows.
     *
     * @param classes of the rows, each from 0 to below {@code count}
     */
    public static EqualClasses of(int[] classes, int count) {
        List<List<Integer>> byClass = new ArrayList<>();
        IntStream.range(0, count).forEach(each -> byClass.add(new ArrayList<>()));
        for (int row = 0; row < classes.length; row++) {
            byClass.get(classes[row]).add(row);
        }
        return new EqualClasses(byClass, classes.length);
    }

    /** The rows of a class, ascending. */
    List<Integer> rows(int which) {
        return Collections.unmodifiableList(byClass.get(which));
    }

    /** The number of classes, those without rows among them. */
    public int classes() {
        return byClass.size();
    }

    /** Rows that a class lacks to have as many as the largest; 0 of one without any, as there is nothing to repeat. */
    public int missing(int which) {
        int count = byClass.get(which).size();
        return count == 0 ? 0 : most - count;
    }

    /** The classes of all missing rows, ascending. */
    public int[] missing() {
        return IntStream.range(0, classes())
                .flatMap(which -> IntStream.generate(() -> which).limit(missing(which)))
                .toArray();
    }

    /**
     * Every row once, and rows of smaller classes again until all have as many as the largest: each equally often, or once
     * more, which chance decides.
     */
    public int[] over(Random random) {
        IntStream.Builder chosen = IntStream.builder();
        IntStream.range(0, rows).forEach(chosen::add);
        for (int which = 0; which < classes(); which++) {
            List<Integer> order = shuffled(which, random);
            for (int i = 0; i < missing(which); i++) {
                chosen.add(order.get(i % order.size()));
            }
        }
        return chosen.build().toArray();
    }

    /** As many rows of every class as the smallest has, drawn without replacement, ascending. */
    public int[] under(Random random) {
        return IntStream.range(0, classes())
                .mapToObj(which -> shuffled(which, random))
                .flatMap(order -> order.stream().limit(fewest))
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    /** How many rows {@link #over} chooses. */
    public int overSize() {
        return rows + IntStream.range(0, classes()).map(this::missing).sum();
    }

    /** How many rows {@link #under} chooses. */
    public int underSize() {
        return fewest * (int) byClass.stream().filter(rows -> !rows.isEmpty()).count();
    }

    private List<Integer> shuffled(int which, Random random) {
        List<Integer> order = new ArrayList<>(byClass.get(which));
        Collections.shuffle(order, random);
        return order;
    }
}
