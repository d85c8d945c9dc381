package dev.graft.registry.catalogue;

import dev.graft.registry.book.Books;
import dev.graft.registry.book.ManyReaders;
import dev.graft.registry.history.Move;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows the moves of all models together: who promoted what, and when.
 *
 * <p>It looks at every model in the store, whoever moved its aliases, so that nothing is missing: two requests for each model
 * that this process knows, and all of the history of the others.
 */
public final class AuditMoves {
    private static final Comparator<AuditedMove> NEWEST_FIRST = Comparator.comparing(
                    (AuditedMove each) -> each.move().at())
            .reversed()
            .thenComparing(AuditedMove::task)
            .thenComparing(each -> each.move().sequence(), Comparator.reverseOrder());

    private final Books books;

    public AuditMoves(Books books) {
        this.books = books;
    }

    /**
     * Which moves are wanted.
     *
     * @param since the earliest; null: from the beginning
     * @param by the requester's name, letter by letter; null: anybody
     */
    public record Wanted(@Nullable Instant since, @Nullable String by) {
        boolean has(Move move) {
            return (since == null || !move.at().isBefore(since)) && (by == null || by.equals(move.requestedBy()));
        }
    }

    /** Newest first; moves of the same moment by model. */
    public Page<AuditedMove> moves(Wanted wanted, Page.Cut cut) {
        List<AuditedMove> all = ManyReaders.read(books.models(), books::upToDate).stream()
                .flatMap(book -> book.history().moves().stream()
                        .filter(wanted::has)
                        .map(move -> new AuditedMove(book.task(), move)))
                .sorted(NEWEST_FIRST)
                .toList();
        return cut.of(all, move -> move);
    }
}
