package dev.graft.launcher.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void reads_times_as_people_do() {
        assertThat(Figures.time(Duration.ofMillis(2_140))).isEqualTo("2.1 s");
        assertThat(Figures.time(Duration.ofSeconds(200))).isEqualTo("3 min 20 s");
        assertThat(Figures.time(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    }

    @Test
    void reads_sizes_and_shares() {
        assertThat(Figures.bytes(167L << 20)).isEqualTo("167 MB");
        assertThat(Figures.bytes(3L << 29)).isEqualTo("1.5 GB");
        assertThat(Figures.share(0.8134)).isEqualTo("81.3 %");
    }

    @Test
    void aligns_columns() {
        assertThat(new Table("A", "LONG").row("first", 1).row("x", 22))
                .hasToString("A      LONG%nfirst  1%nx      22".formatted());
    }
}
