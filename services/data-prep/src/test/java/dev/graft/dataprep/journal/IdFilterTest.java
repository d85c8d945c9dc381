package dev.graft.dataprep.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IdFilterTest {
    private static final int IDS = 1 << 13;

    @Test
    void never_denies_an_id_that_was_added() {
        IdFilter filter = new IdFilter(64);
        new Random(1).longs(IDS).forEach(filter::add);

        assertThat(new Random(1).longs(IDS)).allMatch(filter::mayHold);
    }

    @Test
    void knows_nearly_every_id_that_was_not_added() {
        IdFilter filter = new IdFilter(8 * IDS);
        new Random(1).longs(IDS).forEach(filter::add);

        assertThat(new Random(2).longs(IDS).filter(filter::mayHold).count()).isLessThan(IDS / 18);
    }
}
