package dev.graft.registry.history;

import dev.graft.contracts.document.ModelAlias;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * All moves of a model, oldest first, and what follows from them. Immutable.
 *
 * <p>The <em>line</em> is the stack of champions that a rollback walks down: a promotion puts its version on top, a
 * rollback takes away everything above the version that it goes to. So a second rollback goes further back and never
 * returns to what the first one left. A rollback to a version that is not in the line any more (it was rolled back
 * itself) puts it on top again.
 */
public final class History {
    public static final History EMPTY = new History(List.of(), List.of(), Map.of());

    private final List<Move> moves;
    private final List<Integer> line;
    private final Map<String, Integer> aliases;

    private History(List<Move> moves, List<Integer> line, Map<String, Integer> aliases) {
        this.moves = moves;
        this.line = line;
        this.aliases = aliases;
    }

    /**
     * This history with further moves at its end.
     *
     * @throws IllegalArgumentException when the first does not follow the newest, or they have gaps
     */
    public History plus(List<Move> further) {
        List<Move> all = new ArrayList<>(moves);
        List<Integer> stack = new ArrayList<>(line);
        Map<String, Integer> pointers = new TreeMap<>(aliases);
        for (Move move : further) {
            if (move.sequence() != all.size() + 1) {
                throw new IllegalArgumentException(
                        "move " + move.sequence() + " cannot be number " + (all.size() + 1) + " of its history");
            }
            all.add(move);
            if (move.kind() == MoveKind.ALIAS_DELETED) {
                pointers.remove(move.alias());
            } else {
                pointers.put(move.alias(), move.version());
            }
            if (move.alias().equals(ModelAlias.CHAMPION)) {
                extend(stack, move);
            }
        }
        return new History(
                Collections.unmodifiableList(all), List.copyOf(stack), Collections.unmodifiableMap(pointers));
    }

    private static void extend(List<Integer> stack, Move move) {
        if (move.kind() == MoveKind.ROLLED_BACK) {
            int below = stack.subList(0, Math.max(0, stack.size() - 1)).lastIndexOf(move.version());
            if (below >= 0) {
                stack.subList(below + 1, stack.size()).clear();
                return;
            }
        }
        stack.add(move.version());
    }

    public List<Move> moves() {
        return moves;
    }

    /** Where each alias points, by name. */
    public Map<String, Integer> aliases() {
        return aliases;
    }

    public int length() {
        return moves.size();
    }

    /** The number that the next move takes. */
    public long nextSequence() {
        return moves.size() + 1L;
    }

    public Optional<Move> newest() {
        return fromEnd(0, moves);
    }

    /** The champion. */
    public Optional<Integer> live() {
        return fromEnd(0, line);
    }

    /** Where a rollback goes that names no version; empty when the champion is the first of its line. */
    public Optional<Integer> previousChampion() {
        return fromEnd(1, line);
    }

    public boolean hasBeenLive(int version) {
        return firstTo(version).isPresent();
    }

    /** Versions that have been live and are not, most recently live first. */
    public List<Integer> rollbackTargets() {
        Set<Integer> targets = new LinkedHashSet<>();
        for (int i = moves.size() - 1; i >= 0; i--) {
            if (isChampionMove(moves.get(i))) {
                targets.add(moves.get(i).version());
            }
        }
        live().ifPresent(targets::remove);
        return List.copyOf(targets);
    }

    /** The move that made a version champion for the first time. */
    public Optional<Move> firstTo(int version) {
        return moves.stream()
                .filter(move -> isChampionMove(move) && move.version() == version)
                .findFirst();
    }

    /** The newest move that made a version champion. */
    public Optional<Move> lastTo(int version) {
        return last(move -> isChampionMove(move) && move.version() == version);
    }

    /** The champion's move that came after {@code move}, which ended what it began. */
    public Optional<Move> after(Move move) {
        return moves.subList(Math.toIntExact(move.sequence()), moves.size()).stream()
                .filter(History::isChampionMove)
                .findFirst();
    }

    /** The move that a wish has led to. */
    public Optional<Move> ofRequest(String requestKey) {
        return last(move -> move.requestKey().equals(requestKey));
    }

    private Optional<Move> last(Predicate<Move> wanted) {
        for (int i = moves.size() - 1; i >= 0; i--) {
            if (wanted.test(moves.get(i))) {
                return Optional.of(moves.get(i));
            }
        }
        return Optional.empty();
    }

    private static boolean isChampionMove(Move move) {
        return move.alias().equals(ModelAlias.CHAMPION);
    }

    private static <T> Optional<T> fromEnd(int distance, List<T> list) {
        return list.size() > distance ? Optional.of(list.get(list.size() - 1 - distance)) : Optional.empty();
    }
}
