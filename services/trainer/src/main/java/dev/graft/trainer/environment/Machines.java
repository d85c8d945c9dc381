package dev.graft.trainer.environment;

import dev.graft.learning.device.Environment;
import dev.graft.trainer.plan.Plans.Machine;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The machine that this service runs on, examined once, which loads the engine. Thread-safe. */
public final class Machines {
    private final Supplier<Environment> check;
    private final Supplier<String> device;
    private volatile @Nullable Machine examined;

    public Machines(Supplier<Environment> check, Supplier<String> device) {
        this.check = check;
        this.device = device;
    }

    /** Examines the machine where that has not been done; takes seconds the first time. */
    public Machine here() {
        Machine known = examined;
        return known == null ? examine() : known;
    }

    /** The examined machine; null while the examination goes on. */
    public @Nullable Machine known() {
        return examined;
    }

    private synchronized Machine examine() {
        Machine known = examined;
        if (known == null) {
            Environment environment = check.get();
            known = new Machine(environment.usable() ? device.get() : "none", environment);
            examined = known;
        }
        return known;
    }
}
