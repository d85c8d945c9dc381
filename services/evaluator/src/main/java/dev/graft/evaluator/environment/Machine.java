package dev.graft.evaluator.environment;

import dev.graft.learning.device.Environment;
import dev.graft.learning.device.EnvironmentCheck;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The machine as the environment check found it; the engine is started by the first look. Thread-safe. */
public final class Machine {
    private final Supplier<Environment> check;
    private volatile @Nullable Environment found;

    public Machine() {
        this(EnvironmentCheck::run);
    }

    Machine(Supplier<Environment> check) {
        this.check = check;
    }

    /** The environment; the first call takes as long as the engine needs to start. */
    public synchronized Environment environment() {
        Environment present = found;
        if (present == null) {
            present = check.get();
            found = present;
        }
        return present;
    }

    /** The environment where it was looked at; does not wait. */
    public Optional<Environment> known() {
        return Optional.ofNullable(found);
    }
}
