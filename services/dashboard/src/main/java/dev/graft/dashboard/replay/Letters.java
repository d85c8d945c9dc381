package dev.graft.dashboard.replay;

import dev.graft.dashboard.view.Place;
import dev.graft.dashboard.view.Replay;
import java.util.Optional;

/** The dead letters as the broker holds them. */
public interface Letters {

    /** The letter that lies at a place; empty: nothing lies there any more. */
    Optional<StoredLetter> read(Place place);

    /**
     * Sends the record back to where it was found, then notes the replay beside the letter, so that everybody who reads the
     * letters knows of it. Returns when the broker has both.
     *
     * @return where the record lies now
     */
    Place sendBack(StoredLetter letter, Replay replay);
}
