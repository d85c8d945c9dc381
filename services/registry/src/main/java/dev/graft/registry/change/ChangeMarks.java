package dev.graft.registry.change;

import java.time.Instant;
import java.util.List;

/** The marks of all processes. */
public interface ChangeMarks {

    /** Sets a mark; when this returns, it outlives the process. */
    ChangeMark set(String model, Instant at);

    List<ChangeMark> all();

    /** Takes a mark away; nothing happens when it is gone. */
    void remove(ChangeMark mark);
}
