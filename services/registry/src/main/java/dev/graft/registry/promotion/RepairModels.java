package dev.graft.registry.promotion;

import dev.graft.registry.book.Books;
import dev.graft.registry.book.ModelBook;
import java.util.Optional;

/** Finishes moves that somebody could not finish, whoever it was. */
public final class RepairModels {
    private final Books books;
    private final ModelLocks locks;
    private final MoveAlias moving;

    public RepairModels(Books books, ModelLocks locks, MoveAlias moving) {
        this.books = books;
        this.locks = locks;
        this.moving = moving;
    }

    /** Finishes what a move of this process left behind when the store or the broker failed it. */
    public void repairUnfinished() {
        moving.unfinished().forEach(this::repair);
    }

    /** Brings the alias of a model to the newest entry of its history and announces that entry again. */
    public void repair(String task) {
        locks.finish(task, () -> {
            ModelBook book = books.upToDate(task);
            moving.settleNewest(book);
            return Optional.of(book);
        });
    }
}
