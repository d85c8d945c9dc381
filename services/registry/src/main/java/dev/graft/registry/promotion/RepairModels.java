package dev.graft.registry.promotion;

import dev.graft.registry.book.Books;
import dev.graft.registry.book.ModelBook;
import java.util.List;
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

    /**
     * Brings the alias of every model to the newest entry of its history and announces that entry again.
     *
     * @return the models that there are
     */
    public List<String> repairAll() {
        List<String> models = books.models();
        models.forEach(this::settle);
        return models;
    }

    /** Finishes what a move of this process left behind when the store or the broker failed it. */
    public void repairUnfinished() {
        moving.unfinished().forEach(this::settle);
    }

    private void settle(String task) {
        locks.write(task, () -> {
            ModelBook book = books.upToDate(task);
            moving.settleNewest(book);
            return Optional.of(book);
        });
    }
}
