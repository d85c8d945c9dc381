package dev.graft.dataprep.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BandTableTest {
    private static final int ROWS = 20_000;

    private final BandTable table = new BandTable();

    @Test
    void finds_the_rows_of_each_key_in_their_order_however_much_it_grew() {
        // given: among the keys the highest, whose probes go round the end
        Random random = new Random(3);
        Map<Integer, List<Integer>> expected = new HashMap<>();
        for (int row = 0; row < ROWS; row++) {
            int key = random.nextInt(4) == 0 ? -1 - random.nextInt(50) : (int) Shingles.mix(row / 5);
            table.add(key, row);
            expected.computeIfAbsent(key, first -> new ArrayList<>()).add(row);
        }

        // then
        expected.forEach((key, rows) ->
                assertThat(found(key)).isEqualTo(rows.subList(0, Math.min(BandTable.ROWS_PER_KEY, rows.size()))));
        assertThat(found(1 << 30)).isEmpty();
    }

    @Test
    void holds_the_first_rows_of_a_key_and_no_more() {
        IntStream.range(0, ROWS).forEach(row -> table.add(7, row));

        assertThat(found(7))
                .isEqualTo(IntStream.range(0, BandTable.ROWS_PER_KEY).boxed().toList());
        assertThat(table.bytes()).isLessThan(4096);
    }

    private List<Integer> found(int key) {
        int[] found = new int[1 + BandTable.ROWS_PER_KEY];
        int end = table.find(key, found, 1);
        return IntStream.range(1, end).map(at -> found[at]).boxed().toList();
    }
}
