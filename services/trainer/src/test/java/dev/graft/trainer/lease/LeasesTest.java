package dev.graft.trainer.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.trainer.fixture.ManualClock;
import dev.graft.trainer.fixture.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LeasesTest {
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final String RUN = "run-1";

    private final ManualClock clock = new ManualClock();
    private final MemoryStore store = new MemoryStore();
    private final Leases first = leases("trainer-1");
    private final Leases second = leases("trainer-2");

    @Test
    void the_first_holder_has_token_one() {
        Optional<HeldLease> lease = first.acquire(RUN);

        assertThat(lease).contains(new HeldLease(RUN, 1, clock.instant().plus(LENGTH)));
        assertThat(second.holder(RUN)).map(RunLease::token).contains(1L);
    }

    @Test
    void nobody_else_gets_a_lease_that_lasts() {
        first.acquire(RUN);
        clock.advance(LENGTH.minusMillis(1));

        assertThat(second.acquire(RUN)).isEmpty();
    }

    @Test
    void a_lease_that_has_ended_is_taken_over_with_the_next_token() {
        first.acquire(RUN);
        clock.advance(LENGTH);

        assertThat(second.acquire(RUN)).map(HeldLease::token).contains(2L);
        assertThat(first.acquire(RUN)).isEmpty();
    }

    @Test
    void a_renewed_lease_lasts_longer_under_the_same_token() {
        HeldLease lease = first.acquire(RUN).orElseThrow();
        clock.advance(LENGTH.dividedBy(2));

        Optional<HeldLease> renewed = first.renew(lease);

        assertThat(renewed).contains(new HeldLease(RUN, 1, clock.instant().plus(LENGTH)));
        clock.advance(LENGTH.dividedBy(2));
        assertThat(second.acquire(RUN)).isEmpty();
    }

    @Test
    void a_lease_that_has_ended_is_not_renewed_even_while_nobody_took_it() {
        HeldLease lease = first.acquire(RUN).orElseThrow();
        clock.advance(LENGTH);

        assertThat(first.renew(lease)).isEmpty();
    }

    @Test
    void a_lease_that_somebody_took_over_is_not_renewed() {
        HeldLease lease = first.acquire(RUN).orElseThrow();
        HeldLease believedToLast =
                new HeldLease(RUN, lease.token(), clock.instant().plus(LENGTH.multipliedBy(9)));
        clock.advance(LENGTH);
        second.acquire(RUN);

        assertThat(first.renew(believedToLast)).isEmpty();
        assertThat(second.holder(RUN)).map(RunLease::token).contains(2L);
    }

    @Test
    void a_restarted_instance_takes_its_own_lease_at_once() {
        first.acquire(RUN);

        assertThat(leases("trainer-1").acquire(RUN)).map(HeldLease::token).contains(2L);
    }

    @Test
    void the_process_before_a_restart_cannot_renew_any_more() {
        HeldLease before = first.acquire(RUN).orElseThrow();
        leases("trainer-1").acquire(RUN);

        assertThat(first.renew(before)).isEmpty();
    }

    @Test
    void processes_without_a_name_are_nobodys_successors() {
        leases("").acquire(RUN);

        assertThat(leases("").acquire(RUN)).isEmpty();
    }

    @Test
    void a_lease_that_is_given_back_is_free_at_once() {
        HeldLease lease = first.acquire(RUN).orElseThrow();

        first.release(lease);

        assertThat(second.holder(RUN)).isEmpty();
        assertThat(second.acquire(RUN)).map(HeldLease::token).contains(2L);
    }

    @Test
    void giving_back_what_somebody_took_over_changes_nothing() {
        HeldLease lease = first.acquire(RUN).orElseThrow();
        clock.advance(LENGTH);
        second.acquire(RUN);

        first.release(lease);

        assertThat(second.holder(RUN)).map(RunLease::token).contains(2L);
    }

    @Test
    void of_many_trainers_racing_for_a_lease_one_gets_it_each_time() throws Exception {
        int racers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(racers);
        try {
            List<Leases> all = new ArrayList<>();
            for (int i = 0; i < racers; i++) {
                all.add(leases("racer-" + i));
            }
            for (long round = 1; round <= 50; round++) {
                List<HeldLease> winners = race(threads, all);

                assertThat(winners).hasSize(1);
                assertThat(winners.get(0).token()).isEqualTo(round);
                clock.advance(LENGTH);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_keeper_notices_that_the_lease_has_ended_without_asking_the_store() {
        LeaseKeeper keeper = new LeaseKeeper(first, clock, first.acquire(RUN).orElseThrow());
        assertThat(keeper.isLost()).isFalse();

        clock.advance(LENGTH);

        assertThat(keeper.isLost()).isTrue();
    }

    @Test
    void a_keeper_that_lost_its_lease_never_has_it_again() {
        LeaseKeeper keeper = new LeaseKeeper(first, clock, first.acquire(RUN).orElseThrow());
        leases("trainer-1").acquire(RUN);

        keeper.renew();
        keeper.renew();

        assertThat(keeper.isLost()).isTrue();
    }

    private List<HeldLease> race(ExecutorService threads, List<Leases> all) throws Exception {
        CyclicBarrier start = new CyclicBarrier(all.size());
        List<Future<Optional<HeldLease>>> answers = new ArrayList<>();
        for (Leases each : all) {
            Callable<Optional<HeldLease>> attempt = () -> {
                start.await();
                return each.acquire(RUN);
            };
            answers.add(threads.submit(attempt));
        }
        List<HeldLease> winners = new ArrayList<>();
        for (Future<Optional<HeldLease>> answer : answers) {
            answer.get().ifPresent(winners::add);
        }
        return winners;
    }

    private Leases leases(String instance) {
        return new Leases(store, clock, LeaseOwner.of(instance), LENGTH);
    }
}
