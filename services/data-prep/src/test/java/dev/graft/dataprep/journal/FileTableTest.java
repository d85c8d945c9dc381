package dev.graft.dataprep.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTableTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6})
    void ids_that_meet_at_the_end_of_the_table_are_found_at_its_beginning(int written) {
        try (FileTable table = new FileTable(folder, 16, written)) {
            for (int i = 1; i <= 6; i++) {
                assertThat(table.add(i, 15, i)).isTrue();
            }
            for (int i = 1; i <= 6; i++) {
                assertThat(table.find(i, 15)).isEqualTo(i);
            }
            assertThat(table.find(7, 15)).isEqualTo(RowTable.FREE);
            assertThat(table.add(3, 15, 9)).isFalse();
            assertThat(table.size()).isEqualTo(6);
        }
    }

    /** Many ids a slot, few of them, and as hashes are: evenly spread. */
    @ParameterizedTest
    @ValueSource(longs = {15, 1023, -1})
    void holds_what_a_map_holds_through_every_growth(long lowBits) throws Exception {
        Random random = new Random(1);
        Map<Long, Integer> expected = new HashMap<>();
        try (FileTable table = new FileTable(folder, 16, 50)) {
            for (int i = 1; i <= 3_000; i++) {
                long high = random.nextInt(2_000) * 0x9E3779B97F4A7C15L;
                boolean isNew = expected.putIfAbsent(high, i) == null;
                assertThat(table.add(high, high & lowBits, i)).isEqualTo(isNew);
                assertThat(table.size()).isEqualTo(expected.size());
            }
            expected.forEach((high, number) ->
                    assertThat(table.find(high, high & lowBits)).isEqualTo(number));
            Map<Long, Integer> all = new HashMap<>();
            table.forEach(
                    (high, low, number) -> assertThat(all.put(high, number)).isNull());
            assertThat(all).isEqualTo(expected);
            assertThat(table.find(12_345, 6)).isEqualTo(RowTable.FREE);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void neighbours_are_written_together_and_found_apart() {
        try (FileTable table = new FileTable(folder, 1 << 14, 5_000)) {
            for (int i = 1; i <= 5_000; i++) {
                table.add(i, 3L * i, i);
            }
            for (int i = 1; i <= 5_000; i++) {
                assertThat(table.find(i, 3L * i)).isEqualTo(i);
                assertThat(table.find(-i, 3L * i)).isEqualTo(RowTable.FREE);
            }
        }
    }
}
