package dev.graft.dataprep.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.task.Trigger;
import dev.graft.dataprep.journal.DatasetState.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TriggerPolicyTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-10T00:00:00Z");
    private static final Optional<Instant> NEVER = Optional.empty();

    @Test
    void nothing_pending_is_never_due() {
        assertThat(TriggerPolicy.isDue(List.of(), Trigger.AT_ONCE, NEVER, MIDNIGHT))
                .isFalse();
    }

    @Test
    void at_once_is_due_with_the_first_row() {
        assertThat(TriggerPolicy.isDue(List.of(batch(1, MIDNIGHT)), Trigger.AT_ONCE, NEVER, MIDNIGHT))
                .isTrue();
    }

    @Test
    void rows_of_several_batches_count_together() {
        Trigger trigger = new Trigger(10, null, null);

        assertThat(TriggerPolicy.isDue(List.of(batch(9, MIDNIGHT)), trigger, NEVER, MIDNIGHT))
                .isFalse();
        assertThat(TriggerPolicy.isDue(List.of(batch(9, MIDNIGHT), batch(1, MIDNIGHT)), trigger, NEVER, MIDNIGHT))
                .isTrue();
    }

    @Test
    void each_further_batch_starts_the_quiet_time_anew() {
        Trigger trigger = new Trigger(null, Duration.ofMinutes(5), null);
        List<Pending> pending = List.of(batch(1, MIDNIGHT), batch(1, MIDNIGHT.plusSeconds(200)));

        assertThat(TriggerPolicy.isDue(pending, trigger, NEVER, MIDNIGHT.plusSeconds(499)))
                .isFalse();
        assertThat(TriggerPolicy.isDue(pending, trigger, NEVER, MIDNIGHT.plusSeconds(500)))
                .isTrue();
    }

    @Test
    void a_schedule_waits_for_its_time() {
        Trigger nightly = new Trigger(null, null, "30 2 * * *");
        Optional<Instant> yesterday = Optional.of(MIDNIGHT.minus(Duration.ofHours(20)));
        List<Pending> pending = List.of(batch(1, MIDNIGHT));

        assertThat(TriggerPolicy.isDue(pending, nightly, yesterday, at("02:29:59")))
                .isFalse();
        assertThat(TriggerPolicy.isDue(pending, nightly, yesterday, at("02:30:00")))
                .isTrue();
        assertThat(TriggerPolicy.isDue(pending, nightly, yesterday, at("09:00:00")))
                .isTrue();
    }

    @Test
    void a_scheduled_time_gives_one_snapshot() {
        Trigger nightly = new Trigger(null, null, "30 2 * * *");
        List<Pending> late = List.of(batch(1, at("02:31:00")));

        assertThat(TriggerPolicy.isDue(late, nightly, Optional.of(at("02:30:00")), at("23:59:59")))
                .isFalse();
        assertThat(TriggerPolicy.isDue(late, nightly, NEVER, at("23:59:59"))).isFalse();
        assertThat(TriggerPolicy.isDue(
                        late,
                        nightly,
                        Optional.of(at("02:30:00")),
                        at("02:30:00").plus(Duration.ofDays(1))))
                .isTrue();
    }

    @Test
    void a_missed_time_is_made_up_for_even_when_more_has_come_since() {
        Trigger nightly = new Trigger(null, null, "30 2 * * *");
        List<Pending> pending = List.of(batch(1, at("01:00:00")), batch(1, at("08:00:00")));

        assertThat(TriggerPolicy.isDue(pending, nightly, NEVER, at("08:00:01"))).isTrue();
    }

    @Test
    void at_a_scheduled_time_the_other_conditions_must_hold() {
        Trigger nightly = new Trigger(10, Duration.ofHours(1), "30 2 * * *");

        assertThat(TriggerPolicy.isDue(List.of(batch(9, MIDNIGHT)), nightly, NEVER, at("03:00:00")))
                .isFalse();
        assertThat(TriggerPolicy.isDue(List.of(batch(10, at("02:00:00"))), nightly, NEVER, at("02:30:00")))
                .isFalse();
        assertThat(TriggerPolicy.isDue(List.of(batch(10, at("01:00:00"))), nightly, NEVER, at("02:30:00")))
                .isTrue();
    }

    @Test
    void a_batch_that_drifted_needs_no_minimum_of_rows() {
        Trigger trigger = new Trigger(1_000, Duration.ofMinutes(5), null, 0.01);

        assertThat(TriggerPolicy.isDue(List.of(drifted(60, 0.01)), trigger, NEVER, MIDNIGHT.plusSeconds(300)))
                .isTrue();
        assertThat(TriggerPolicy.isDue(List.of(drifted(60, 0.01)), trigger, NEVER, MIDNIGHT.plusSeconds(299)))
                .isFalse();
        assertThat(TriggerPolicy.isDue(List.of(drifted(60, 0.02)), trigger, NEVER, MIDNIGHT.plusSeconds(300)))
                .isFalse();
    }

    @Test
    void drift_makes_nothing_due_where_the_trigger_does_not_ask_for_it() {
        Trigger trigger = new Trigger(1_000, null, null);

        assertThat(TriggerPolicy.isDue(List.of(drifted(60, 0)), trigger, NEVER, MIDNIGHT))
                .isFalse();
        assertThat(TriggerPolicy.isDue(
                        List.of(batch(60, MIDNIGHT)), new Trigger(1_000, null, null, 0.5), NEVER, MIDNIGHT))
                .isFalse();
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-10T" + time + "Z");
    }

    private static Pending batch(long rows, Instant time) {
        return new Pending("b", 1, rows, 1, time, null, true);
    }

    private static Pending drifted(long rows, double chance) {
        return new Pending("d", 1, rows, 1, MIDNIGHT, chance, true);
    }
}
