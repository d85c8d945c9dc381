package dev.graft.platform.trace;

import dev.graft.contracts.Event;
import io.opentelemetry.api.trace.Span;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** What this thread works on, as the current span and every line of the log name it: task, batch and run. */
public enum Subject {
    TASK("graft.task", "task"),
    BATCH("graft.batch.id", "correlationId"),
    RUN("graft.run.id", "runId");

    private final String attribute;
    private final String inLog;

    Subject(String attribute, String inLog) {
        this.attribute = attribute;
        this.inLog = inLog;
    }

    /** Names all that an event is about. */
    public static void of(Event<?> event) {
        TASK.is(event.data().task());
        BATCH.is(event.correlationId());
        RUN.is(event.data().runId());
    }

    /** The thread turns to something else. */
    public static void clear() {
        for (Subject each : values()) {
            MDC.remove(each.inLog);
        }
    }

    /** Names it, until {@link #clear}; null: nothing to name. */
    public void is(@Nullable String id) {
        if (id != null) {
            Span.current().setAttribute(attribute, id);
            MDC.put(inLog, id);
        }
    }
}
