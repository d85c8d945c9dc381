package dev.graft.trainer.lease;

import java.util.UUID;

/**
 * Who holds leases in this process.
 *
 * @param instance the name that stays over restarts; no two living processes share one
 * @param process differs from start to start
 */
public record LeaseOwner(String instance, String process) {

    /** The owner in this process; without a name it is nobody's successor. */
    public static LeaseOwner of(String instance) {
        String process = UUID.randomUUID().toString().substring(0, 8);
        return new LeaseOwner(instance.isBlank() ? UUID.randomUUID().toString() : instance, process);
    }

    /**
     * Whether a lease's owner is this process, or an earlier one of the same instance, which must be dead for this one
     * to live.
     */
    boolean succeeds(String owner) {
        return owner.startsWith(instance + "/");
    }

    @Override
    public String toString() {
        return instance + "/" + process;
    }
}
