package dev.graft.dataprep.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.document.RowContent;
import dev.graft.dataprep.rule.RowIds;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetSampleTest {
    private final DatasetSample sample = new DatasetSample(50);

    @Test
    void stays_as_it_is_until_the_data_set_has_grown_by_a_quarter() {
        shard(0, 100);
        List<RowSample.Row> first = sample.rows();

        shard(100, 124);
        assertThat(sample.rows()).isEqualTo(first).hasSize(50);
        shard(124, 125);
        assertThat(sample.rows()).isNotEqualTo(first).isEqualTo(sampled(0, 125).rows());
    }

    @Test
    void is_the_same_however_its_shards_are_read() {
        DatasetSample other = new DatasetSample(50);

        for (int from = 0; from < 1_000; from += 40) {
            shard(from, from + 40);
            other.addShard(sampled(from, from + 40), 40);
            assertThat(other.rows()).isEqualTo(sample.rows());
        }
    }

    @Test
    void of_an_empty_data_set_it_is_empty() {
        assertThat(sample.rows()).isEmpty();
    }

    private void shard(int from, int end) {
        for (int i = from; i < end; i++) {
            sample.add(RowIds.of("text " + i), new RowContent.Text("text " + i), "label");
        }
        sample.endShard();
    }

    private static RowSample sampled(int from, int end) {
        RowSample sampled = new RowSample(50);
        for (int i = from; i < end; i++) {
            sampled.add(RowIds.of("text " + i), new RowContent.Text("text " + i), "label");
        }
        return sampled;
    }
}
