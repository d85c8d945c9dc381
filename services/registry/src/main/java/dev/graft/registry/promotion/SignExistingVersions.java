package dev.graft.registry.promotion;

import dev.graft.contracts.document.ModelVersion;
import dev.graft.registry.book.Books;
import dev.graft.registry.version.RegisteredVersion;
import dev.graft.registry.version.VersionShelf;
import java.util.List;

/**
 * Signs what lies in the store without a signature that readers would take: versions from before the registry had a key,
 * or of a key that is given up. Whoever asks for it vouches for the store as it is; so nothing does it by itself.
 */
public final class SignExistingVersions {
    private final Books books;
    private final VersionShelf shelf;

    public SignExistingVersions(Books books, VersionShelf shelf) {
        this.books = books;
        this.shelf = shelf;
    }

    /** Signs what lacks a signature and returns how many versions that were. */
    public int signAll() {
        return books.models().stream().mapToInt(this::signAll).sum();
    }

    private int signAll(String task) {
        List<Integer> unsigned = books.upToDate(task).versions().all().stream()
                .map(RegisteredVersion::number)
                .filter(number -> !shelf.isSigned(task, number))
                .toList();
        unsigned.forEach(number -> sign(task, number));
        return unsigned.size();
    }

    private void sign(String task, int number) {
        ModelVersion version = shelf.read(task, number)
                .orElseThrow(() ->
                        new IllegalStateException("version " + number + " of " + task + " was there and is gone"));
        shelf.signAgain(task, number, version.evaluation().run().model());
    }
}
