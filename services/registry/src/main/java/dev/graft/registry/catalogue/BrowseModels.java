package dev.graft.registry.catalogue;

import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.registry.book.Books;
import dev.graft.registry.book.ModelBook;
import dev.graft.registry.book.VersionStatus;
import dev.graft.registry.catalogue.ModelView.Champion;
import dev.graft.registry.history.Aliases;
import dev.graft.registry.history.Move;
import dev.graft.registry.version.Decision;
import dev.graft.registry.version.RegisteredVersion;
import dev.graft.registry.version.VersionShelf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows which models there are, their versions and moves. */
public final class BrowseModels {
    private final Books books;
    private final VersionShelf shelf;
    private final Aliases aliases;

    public BrowseModels(Books books, VersionShelf shelf, Aliases aliases) {
        this.books = books;
        this.shelf = shelf;
        this.aliases = aliases;
    }

    /** All models by name. */
    public Page<ModelView> models(Page.Cut cut) {
        return cut.of(books.models(), task -> glance(books.upToDate(task), null));
    }

    public Optional<ModelBook> find(String task) {
        return books.find(task);
    }

    /** One model, with how many of its versions stand where. */
    public ModelView model(ModelBook book) {
        Map<VersionStatus, Integer> byStatus = new EnumMap<>(VersionStatus.class);
        book.versions().all().forEach(version -> byStatus.merge(status(book, version), 1, Integer::sum));
        return glance(book, byStatus);
    }

    /** Versions, newest first. */
    public Page<VersionView> versions(ModelBook book, Page.Cut cut) {
        return cut.of(newestFirst(book.versions().all()), version -> view(book, version));
    }

    public VersionView view(ModelBook book, RegisteredVersion version) {
        return new VersionView(status(book, version), version);
    }

    public Optional<ModelVersion> version(ModelBook book, int number) {
        return book.versions().find(number).flatMap(known -> shelf.read(book.task(), known.number()));
    }

    /** Moves, newest first. */
    public Page<Move> history(ModelBook book, Page.Cut cut) {
        return cut.of(newestFirst(book.history().moves()), move -> move);
    }

    public List<ModelAlias> aliases(ModelBook book) {
        return aliases.all(book.task());
    }

    private static ModelView glance(ModelBook book, @Nullable Map<VersionStatus, Integer> byStatus) {
        Champion champion = book.history()
                .live()
                .flatMap(version -> book.history().lastTo(version))
                .flatMap(move -> book.versions().find(move.version()).map(version -> champion(move, version)))
                .orElse(null);
        return new ModelView(
                book.task(),
                champion,
                book.versions().all().size(),
                book.history().length(),
                byStatus);
    }

    private static Champion champion(Move move, RegisteredVersion version) {
        return new Champion(
                move.version(),
                move.at(),
                move.sequence(),
                move.kind(),
                move.explanation(),
                version.runId(),
                version.scores());
    }

    /** The store is asked only for a version that won and never went live, which is rare: see the decision then. */
    private VersionStatus status(ModelBook book, RegisteredVersion version) {
        boolean refused = version.verdict() != ModelEvaluated.Decision.PROMOTE
                || !book.history().hasBeenLive(version.number())
                        && shelf.decision(book.task(), version.number())
                                .filter(decision -> decision.outcome() == Decision.Outcome.REFUSED)
                                .isPresent();
        return VersionStatus.of(book, version.number(), refused, version.verdict());
    }

    private static <T> List<T> newestFirst(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }
}
