package dev.graft.mesh.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A search through all orders of a few operations for one that one registry alone could have followed, after Wing and
 * Gong, "Testing and verifying concurrent objects" (1993): take any operation that no other one had ended before, follow
 * it, and go on; go back where nothing fits.
 *
 * <p>It knows nothing of the history but that its entries are the order's moves, and takes exponential time. It is what
 * {@link Linearizability} is compared with.
 */
final class OrderSearch {
    private final List<Entry> history;

    OrderSearch(List<Entry> history) {
        this.history = history;
    }

    /** @param before how many moves there were before the operations */
    boolean finds(int before, List<Operation> operations) {
        Champions state = Champions.NONE;
        for (Entry entry : history.subList(0, before)) {
            state = state.after(entry);
        }
        return goesOn(before, state, operations);
    }

    private boolean goesOn(int made, Champions state, List<Operation> left) {
        if (left.stream().allMatch(operation -> operation.answer() instanceof Answer.None) && made == history.size()) {
            return true;
        }
        for (Operation next : left) {
            boolean first = left.stream().noneMatch(other -> other.answered() < next.invoked());
            if (first && follows(next, made, state, left)) {
                return true;
            }
        }
        return false;
    }

    private boolean follows(Operation next, int made, Champions state, List<Operation> left) {
        List<Operation> rest = new ArrayList<>(left);
        rest.remove(next);
        boolean mayMove = next.answer() instanceof Answer.None
                || next.answer() instanceof Answer.Moved moved && !moved.repeated();
        return mayMove
                ? makes(next, made, state) && goesOn(made + 1, state.after(history.get(made)), rest)
                : isAnswer(next, made, state) && goesOn(made, state, rest);
    }

    /** Whether the operation can be what made the history's next entry. */
    private boolean makes(Operation operation, int made, Champions state) {
        if (made >= history.size() || !(operation.request() instanceof Request.Wish wish)) {
            return false;
        }
        Entry entry = history.get(made);
        boolean told = !(operation.answer() instanceof Answer.Moved moved)
                || moved.sequence() == entry.sequence() && moved.version() == entry.version();
        return told
                && wish.key().equals(entry.key())
                && history.subList(0, made).stream()
                        .noneMatch(earlier -> earlier.key().equals(wish.key()))
                && entry.sequence() == made + 1L
                && Objects.equals(entry.previousVersion(), state.live())
                && entry.rollback() == wish instanceof Request.RollBack
                && state.target(wish)
                        .filter(target -> target == entry.version())
                        .isPresent();
    }

    private boolean isAnswer(Operation operation, int made, Champions state) {
        if (operation.answer() instanceof Answer.Saw saw) {
            return saw.sequence() == made && Objects.equals(saw.version(), state.live());
        }
        Request.Wish wish = (Request.Wish) operation.request();
        boolean granted =
                history.subList(0, made).stream().anyMatch(entry -> entry.key().equals(wish.key()));
        if (operation.answer() instanceof Answer.Moved repeat) {
            return granted
                    && repeat.sequence() <= made
                    && history.get((int) repeat.sequence() - 1).key().equals(wish.key());
        }
        String reason = ((Answer.Refused) operation.answer()).reason();
        return !granted && state.refusal(wish).filter(reason::contains).isPresent();
    }
}
