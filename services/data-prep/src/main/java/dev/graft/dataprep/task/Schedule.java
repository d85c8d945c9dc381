package dev.graft.dataprep.task;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/** The times that a UNIX cron expression names, in UTC. */
public final class Schedule {
    private final ExecutionTime times;

    private Schedule(ExecutionTime times) {
        this.times = times;
    }

    /** @throws IllegalArgumentException when the expression is none, with the reason */
    public static Schedule parse(String expression) {
        var definition = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
        return new Schedule(ExecutionTime.forCron(
                new CronParser(definition).parse(expression).validate()));
    }

    /** The latest named time that is not after {@code now}. */
    public Optional<Instant> lastUntil(Instant now) {
        return times.lastExecution(now.plusNanos(1).atZone(ZoneOffset.UTC)).map(ZonedDateTime::toInstant);
    }

    /** The first named time after {@code now}; empty when none ever comes, as with the 30th of February. */
    public Optional<Instant> nextAfter(Instant now) {
        return times.nextExecution(now.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toInstant);
    }
}
