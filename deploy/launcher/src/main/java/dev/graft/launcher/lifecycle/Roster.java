package dev.graft.launcher.lifecycle;

import dev.graft.launcher.mesh.MeshDescription;
import dev.graft.launcher.mesh.MeshHome;
import dev.graft.launcher.mesh.ServiceDescription;
import dev.graft.launcher.process.ProcessTable;
import java.util.List;
import java.util.Optional;

/**
 * The mesh's processes at one moment.
 *
 * @param entries oldest first
 */
record Roster(List<ProcessTable.Entry> entries) {

    static Roster of(MeshHome home) {
        return new Roster(ProcessTable.of(home.folder()));
    }

    /** All processes of a name: more than one when launchers were killed at an unlucky moment. */
    List<ProcessTable.Entry> all(String service) {
        return entries.stream()
                .filter(entry -> entry.identity().service().equals(service))
                .toList();
    }

    Optional<ProcessTable.Entry> first(String service) {
        return all(service).stream().findFirst();
    }

    /** Processes that the description does not know, as a second instance that somebody started. */
    List<ProcessTable.Entry> others(MeshDescription description) {
        List<String> known =
                description.services().stream().map(ServiceDescription::name).toList();
        return entries.stream()
                .filter(entry -> !known.contains(entry.identity().service()))
                .toList();
    }
}
