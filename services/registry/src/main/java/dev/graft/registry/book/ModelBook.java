package dev.graft.registry.book;

import dev.graft.registry.history.History;
import dev.graft.registry.history.Move;
import dev.graft.registry.version.ShelvedVersion;
import dev.graft.registry.version.Versions;
import java.util.List;

/** What is known of a model at one moment: its versions and its moves. Immutable. */
public record ModelBook(String task, Versions versions, History history) {

    static ModelBook empty(String task) {
        return new ModelBook(task, Versions.EMPTY, History.EMPTY);
    }

    public boolean isEmpty() {
        return versions.count() == 0 && history.length() == 0;
    }

    ModelBook plus(List<ShelvedVersion> moreVersions, List<Move> moreMoves) {
        return new ModelBook(
                task,
                moreVersions.isEmpty() ? versions : versions.plus(moreVersions),
                moreMoves.isEmpty() ? history : history.plus(moreMoves));
    }

    /** Of two states of one model, the later; versions and moves are only ever added. */
    ModelBook laterOf(ModelBook other) {
        return new ModelBook(
                task,
                other.versions.count() > versions.count() ? other.versions : versions,
                other.history.length() > history.length() ? other.history : history);
    }
}
