package dev.graft.launcher.process;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The processes of this machine that belong to one mesh, whoever started them. */
public final class ProcessTable {

    private ProcessTable() {}

    /**
     * A process of the mesh.
     *
     * @param handle alive when it was found
     * @param identity from its command line
     */
    public record Entry(ProcessHandle handle, ProcessIdentity identity) {}

    /** All of them, oldest first. */
    public static List<Entry> of(Path home) {
        Path wanted = home.toAbsolutePath().normalize();
        return ProcessHandle.allProcesses()
                .flatMap(ProcessTable::entry)
                .filter(entry -> entry.identity().home().equals(wanted))
                .sorted(Comparator.comparing(
                        entry -> entry.handle().info().startInstant().orElse(java.time.Instant.EPOCH)))
                .toList();
    }

    private static Stream<Entry> entry(ProcessHandle handle) {
        Optional<ProcessIdentity> identity =
                handle.info().arguments().map(List::of).flatMap(ProcessIdentity::of);
        return identity.map(found -> new Entry(handle, found)).stream();
    }
}
