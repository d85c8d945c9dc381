package dev.graft.launcher.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.event.BatchPartPrepared;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PartsBarTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void tells_parts_rows_rate_and_time_left_whatever_the_order_and_however_often() {
        PartsBar bar = new PartsBar(START);

        bar.after(part(4), START.plusSeconds(5));
        bar.after(part(4), START.plusSeconds(6));

        assertThat(bar.after(part(1), START.plusSeconds(10)))
                .contains(" 50 %  part 2/4 read  2000 rows  200 rows/s")
                .endsWith("10.0 s left");
    }

    private static BatchPartPrepared part(int part) {
        return new BatchPartPrepared("mood", 1, "0".repeat(32), part, 4, 1_000, 0);
    }
}
