package dev.graft.dashboard.replay;

import dev.graft.dashboard.view.DeadLetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter with the whole record that it is about.
 *
 * @param told where the record was found, and why it became a letter
 * @param key null: the record had none
 * @param headers the record's own, in their order
 */
public record StoredLetter(DeadLetter told, byte @Nullable [] key, byte[] value, List<Field> headers) {

    /**
     * A header.
     *
     * @param value null: it has none
     */
    public record Field(String name, byte @Nullable [] value) {}
}
