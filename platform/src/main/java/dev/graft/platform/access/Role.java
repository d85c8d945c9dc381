package dev.graft.platform.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a caller may do over REST; each role may do also what those before it may. */
public enum Role {
    /** Looks at everything and asks for predictions. */
    READER,
    /** Declares and announces: tasks, batches, labels, wishes to stop a run. */
    WRITER,
    /** Decides what is live: moves aliases and stages. */
    PROMOTER,
    /** Takes away or renames what others rely on. */
    ADMIN;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** As it is spelled in configuration, answers and logs. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
