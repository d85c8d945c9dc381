package dev.graft.mesh.race;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A checker of linearizability: is there one order of all operations that one registry alone could have answered so, in
 * which each operation lies between its request and its answer?
 *
 * <p>Linearizability is that of Herlihy and Wing, "Linearizability: a correctness condition for concurrent objects"
 * (1990); checking logs of a test against a sequential specification is that of Lowe, "Testing for linearizability"
 * (2017). A search for the order is exponential at worst. Here it is not needed: the model's history claims to be the
 * order of all moves, so it is checked as such (Gibbons and Korach, "Testing shared memories", 1997: with the order of
 * the writes given, n log n steps suffice). What remains free is between which two moves a read or a refusal took place.
 *
 * <p>Places: move {@code s} of the history stands at {@code 2s}, all that was read between it and the next one at {@code
 * 2s + 1}. Operations are taken in the order of their requests. Each gets the lowest place that its answer allows, that is
 * not in front of the race, and not below the place of any operation which was answered before it was invoked. If there is
 * a valid order at all, then this one is valid, for no operation can stand lower than it does here.
 */
public final class Linearizability {
    private final List<Entry> history;
    private final List<Champions> states;
    private final Map<Integer, Long> moves = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    private Linearizability(List<Entry> history) {
        this.history = history;
        this.states = new ArrayList<>(List.of(Champions.NONE));
    }

    /**
     * Checks a race.
     *
     * @param history all moves of the model, oldest first
     * @param before how many of them were there before the race
     * @param operations all of the race, in any order
     * @return what contradicts linearizability; empty: nothing does
     */
    public static List<String> violations(List<Entry> history, int before, List<Operation> operations) {
        Linearizability check = new Linearizability(history);
        check.replay();
        check.assignMoves(before, operations);
        if (check.violations.isEmpty()) {
            check.order(before, operations);
        }
        return check.violations;
    }

    /** The history by itself: numbered without gaps, each move from where the one before led. */
    private void replay() {
        for (int i = 0; i < history.size(); i++) {
            Entry entry = history.get(i);
            Champions state = states.get(i);
            if (entry.sequence() != i + 1L) {
                violations.add("entry " + entry + " stands at place " + (i + 1));
            }
            if (!Objects.equals(entry.previousVersion(), state.live())) {
                violations.add("entry " + entry + " does not start at the champion, version " + state.live());
            }
            states.add(state.after(entry));
            sequences.putIfAbsent(entry.key(), entry.sequence());
        }
    }

    /** Each answered move is in the history once, and each entry of the race is some operation's. */
    private void assignMoves(int before, List<Operation> operations) {
        Map<String, List<Operation>> byKey = new HashMap<>();
        for (Operation operation : operations) {
            if (operation.request() instanceof Request.Wish wish) {
                byKey.computeIfAbsent(wish.key(), key -> new ArrayList<>()).add(operation);
                verifyAnswer(operation, wish);
            }
        }
        Set<String> seen = new HashSet<>();
        for (Entry entry : history.subList(before, history.size())) {
            if (!seen.add(entry.key())) {
                violations.add("doubled: the wish " + entry.key() + " is in the history again, as " + entry);
            } else {
                assign(entry, byKey.getOrDefault(entry.key(), List.of()));
            }
        }
    }

    private void verifyAnswer(Operation operation, Request.Wish wish) {
        if (operation.answer() instanceof Answer.Moved moved) {
            Optional<Entry> entry = entry(moved.sequence());
            if (entry.isEmpty() || !entry.get().key().equals(wish.key())) {
                violations.add("lost: the history does not hold the move of " + operation);
            } else if (entry.get().version() != moved.version()
                    || !Objects.equals(entry.get().previousVersion(), moved.previousVersion())) {
                violations.add("the history holds another move, " + entry.get() + ", than " + operation);
            }
        }
    }

    private void assign(Entry entry, List<Operation> ofWish) {
        List<Operation> makers = ofWish.stream()
                .filter(operation -> operation.answer() instanceof Answer.Moved moved && !moved.repeated())
                .toList();
        if (makers.size() > 1) {
            violations.add("doubled: more than one operation says that it made " + entry + ": " + makers);
            return;
        }
        Optional<Operation> maker = makers.stream()
                .findFirst()
                .or(() -> ofWish.stream()
                        .filter(operation -> operation.answer() instanceof Answer.None)
                        .min(Comparator.comparingLong(Operation::invoked)));
        if (maker.isEmpty()) {
            violations.add("nobody made " + entry);
            return;
        }
        moves.put(maker.get().number(), 2 * entry.sequence());
        verifyMove(entry, maker.get());
    }

    /** The move is what its wish leads to at its place: compare-and-set, and one step back from where it was. */
    private void verifyMove(Entry entry, Operation maker) {
        Request.Wish wish = (Request.Wish) maker.request();
        Champions state = states.get((int) entry.sequence() - 1);
        Optional<Integer> target = state.target(wish);
        if (target.isEmpty()) {
            violations.add("granted where it had to be refused, since the champion "
                    + state.refusal(wish).orElseThrow() + ": " + maker + " as " + entry);
        } else if (target.get() != entry.version() || entry.rollback() != wish instanceof Request.RollBack) {
            violations.add("led elsewhere than to version " + target.get() + ": " + maker + " as " + entry);
        }
    }

    private void order(int before, List<Operation> operations) {
        PriorityQueue<Placed> open = new PriorityQueue<>(
                Comparator.comparingLong(placed -> placed.operation().answered()));
        @Nullable Placed latest = null;
        for (Operation operation : operations.stream()
                .sorted(Comparator.comparingLong(Operation::invoked))
                .toList()) {
            while (!open.isEmpty() && open.peek().operation().answered() < operation.invoked()) {
                Placed ended = open.remove();
                latest = latest == null || ended.place() > latest.place() ? ended : latest;
            }
            OptionalLong place = place(operation, latest == null ? 2L * before : latest.place());
            if (place.isPresent()) {
                open.add(new Placed(operation, place.getAsLong()));
            } else if (moves.containsKey(operation.number()) || !(operation.answer() instanceof Answer.None)) {
                violations.add("no place for " + operation + " after what was answered before it"
                        + (latest == null ? "" : ", as " + latest.operation()));
            }
        }
    }

    private record Placed(Operation operation, long place) {}

    /** The lowest place of an operation that is not below {@code bound}. */
    private OptionalLong place(Operation operation, long bound) {
        @Nullable Long fixed = moves.get(operation.number());
        if (fixed != null) {
            return fixed > bound ? OptionalLong.of(fixed) : OptionalLong.empty();
        }
        if (operation.answer() instanceof Answer.None) {
            return OptionalLong.empty();
        }
        for (long sequence = bound / 2; sequence <= history.size(); sequence++) {
            if (mayStandAfter(operation, sequence)) {
                return OptionalLong.of(2 * sequence + 1);
            }
        }
        return OptionalLong.empty();
    }

    /** Whether one registry alone would have answered so between this move and the next. */
    private boolean mayStandAfter(Operation operation, long sequence) {
        if (operation.answer() instanceof Answer.Saw saw) {
            return saw.sequence() == sequence
                    && entry(sequence)
                            .filter(entry -> entry.version() == saw.version())
                            .isPresent();
        }
        if (operation.answer() instanceof Answer.Moved repeat) {
            return repeat.sequence() <= sequence;
        }
        Request.Wish wish = (Request.Wish) operation.request();
        String reason = ((Answer.Refused) operation.answer()).reason();
        return sequences.getOrDefault(wish.key(), Long.MAX_VALUE) > sequence
                && states.get((int) sequence)
                        .refusal(wish)
                        .filter(reason::contains)
                        .isPresent();
    }

    private Optional<Entry> entry(long sequence) {
        return sequence >= 1 && sequence <= history.size()
                ? Optional.of(history.get((int) sequence - 1))
                : Optional.empty();
    }
}
