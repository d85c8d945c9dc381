package dev.graft.mesh.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The checker says of thousands of small races what a search through all orders says: of those that one registry could
 * have answered so, and of those in which one thing was changed.
 */
class LinearizabilityAgainstSearchTest {
    private static final int RACES = 4_000;
    private static final int BEFORE = 2;
    private static final int OPERATIONS = 6;
    private static final int VERSIONS = 3;
    private static final int TIMES = 12;

    @Test
    void says_what_a_search_through_all_orders_says() {
        int[] verdicts = new int[2];
        for (int seed = 0; seed < RACES; seed++) {
            Race race = new Race(new Random(seed));
            race.run();
            if (seed % 4 != 0) {
                race.spoil();
            }

            List<String> violations = Linearizability.violations(race.history, BEFORE, race.operations);

            boolean found = new OrderSearch(race.history).finds(BEFORE, race.operations);
            assertThat(violations.isEmpty())
                    .as("seed %d: %s over %s: %s", seed, race.operations, race.history, violations)
                    .isEqualTo(found);
            verdicts[found ? 1 : 0]++;
        }
        assertThat(verdicts[0]).isGreaterThan(RACES / 4);
        assertThat(verdicts[1]).isGreaterThan(RACES / 4);
    }

    /** A few operations that took effect one after the other, at moments within their intervals. */
    private static final class Race {
        private final Random random;
        private final List<Entry> history = new ArrayList<>();
        private final List<Operation> operations = new ArrayList<>();
        private Champions state = Champions.NONE;

        Race(Random random) {
            this.random = random;
            make(new Entry(1, false, 1, null, "verdict-1"));
            make(new Entry(2, false, 2, 1, "verdict-2"));
        }

        void run() {
            for (int moment = 0; moment < OPERATIONS; moment++) {
                Request request = request();
                Answer answer = answer(request);
                long at = 2L * moment;
                long answered = at + random.nextInt(TIMES);
                boolean lost = request instanceof Request.Wish && random.nextInt(6) == 0;
                operations.add(new Operation(
                        moment,
                        request,
                        lost ? new Answer.None() : answer,
                        at - random.nextInt(TIMES),
                        lost ? Operation.NEVER : answered));
            }
        }

        private Request request() {
            String key = "key-" + random.nextInt(OPERATIONS);
            Integer expected = random.nextInt(3) == 0 ? 1 + random.nextInt(VERSIONS) : null;
            int version = 1 + random.nextInt(VERSIONS);
            return switch (random.nextInt(4)) {
                case 0 -> new Request.Read();
                // One key, one wish: what it is follows from the key.
                case 1 -> new Request.RollBack(null, expected, "back-" + expected + key);
                case 2 -> new Request.RollBack(version, expected, "to-" + version + expected + key);
                default -> new Request.Promote(version, expected, "up-" + version + expected + key);
            };
        }

        private Answer answer(Request request) {
            if (!(request instanceof Request.Wish wish)) {
                Integer live = state.live();
                return new Answer.Saw(history.size(), live == null ? 0 : live);
            }
            Optional<Entry> earlier = history.stream()
                    .filter(entry -> entry.key().equals(wish.key()))
                    .findFirst();
            if (earlier.isPresent()) {
                Entry entry = earlier.get();
                return new Answer.Moved(entry.sequence(), entry.version(), entry.previousVersion(), true);
            }
            Optional<Integer> target = state.target(wish);
            if (target.isEmpty()) {
                return new Answer.Refused(state.refusal(wish).orElseThrow());
            }
            Entry entry = new Entry(
                    history.size() + 1L, wish instanceof Request.RollBack, target.get(), state.live(), wish.key());
            make(entry);
            return new Answer.Moved(entry.sequence(), entry.version(), entry.previousVersion(), false);
        }

        private void make(Entry entry) {
            state = state.after(entry);
            history.add(entry);
        }

        /** Moves an operation in time, swaps two answers, or loses, doubles or swaps entries of the history. */
        void spoil() {
            int one = random.nextInt(operations.size());
            int other = random.nextInt(operations.size());
            Operation spoilt = operations.get(one);
            switch (random.nextInt(4)) {
                case 0 -> {
                    long shift = random.nextInt(4 * TIMES) - 2L * TIMES;
                    operations.set(one, at(spoilt, spoilt.answer(), shift));
                }
                case 1 -> {
                    if (spoilt.request().getClass()
                            == operations.get(other).request().getClass()) {
                        operations.set(one, at(spoilt, operations.get(other).answer(), 0));
                    }
                }
                case 2 -> {
                    if (history.size() > BEFORE) {
                        history.remove(history.size() - 1);
                    }
                }
                default -> {
                    if (history.size() > BEFORE + 1) {
                        Collections.swap(history, history.size() - 1, history.size() - 2);
                    }
                }
            }
        }

        private static Operation at(Operation operation, Answer answer, long shift) {
            boolean never = answer instanceof Answer.None || operation.answered() == Operation.NEVER;
            return new Operation(
                    operation.number(),
                    operation.request(),
                    answer,
                    operation.invoked() + shift,
                    never ? Operation.NEVER : operation.answered() + shift);
        }
    }
}
