package dev.graft.dataprep.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.graft.contracts.task.Split;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitByHashTest {
    private static final int ROWS = 100_000;

    private final List<String> rowIds =
            IntStream.range(0, ROWS).mapToObj(i -> RowIds.of("row " + i)).toList();

    @Test
    void the_shares_come_out_as_declared() {
        SplitByHash split = new SplitByHash(new Split(0.1, 0.2));

        Map<String, Long> counts = rowIds.stream().collect(Collectors.groupingBy(split::of, Collectors.counting()));

        assertThat(counts.get(Split.TEST) / (double) ROWS).isCloseTo(0.2, within(0.005));
        assertThat(counts.get(Split.VALIDATION) / (double) ROWS).isCloseTo(0.1, within(0.005));
        assertThat(counts.get(Split.TRAIN) / (double) ROWS).isCloseTo(0.7, within(0.005));
    }

    @Test
    void a_row_is_always_in_the_same_split() {
        Function<String, String> one = new SplitByHash(Split.DEFAULT)::of;
        Function<String, String> other = new SplitByHash(Split.DEFAULT)::of;

        assertThat(rowIds).allMatch(rowId -> one.apply(rowId).equals(other.apply(rowId)));
    }

    @Test
    void a_larger_test_share_takes_rows_from_training_and_gives_none_back() {
        SplitByHash small = new SplitByHash(new Split(0.1, 0.1));
        SplitByHash large = new SplitByHash(new Split(0.1, 0.3));

        assertThat(rowIds)
                .filteredOn(id -> small.of(id).equals(Split.TEST))
                .allMatch(id -> large.of(id).equals(Split.TEST));
    }

    @Test
    void positions_lie_between_zero_and_one() {
        assertThat(rowIds).allMatch(id -> SplitByHash.position(id) >= 0 && SplitByHash.position(id) < 1);
    }
}
