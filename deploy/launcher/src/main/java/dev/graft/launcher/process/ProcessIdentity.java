package dev.graft.launcher.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The name that a process carries on its own command line, so that any later launcher knows it for its own.
 *
 * @param home the absolute folder of the mesh that the process belongs to
 * @param service the process's name in that mesh, as {@code trainer} or {@code trainer-2}
 * @param configuration a short digest of how it was started; another digest means a restart is due
 */
public record ProcessIdentity(Path home, String service, String configuration) {

    private static final String HOME = "-Dgraft.home=";
    private static final String SERVICE = "-Dgraft.service=";
    private static final String CONFIGURATION = "-Dgraft.configuration=";

    public ProcessIdentity {
        home = home.toAbsolutePath().normalize();
    }

    /** The JVM flags that carry it; first on the command line, which some systems cut off at the end. */
    List<String> flags() {
        return List.of(HOME + home, SERVICE + service, CONFIGURATION + configuration);
    }

    /** The identity that a command line carries; empty for a process that is none of ours. */
    static Optional<ProcessIdentity> of(List<String> arguments) {
        return value(arguments, HOME)
                .flatMap(home -> value(arguments, SERVICE)
                        .map(service -> new ProcessIdentity(
                                Path.of(home),
                                service,
                                value(arguments, CONFIGURATION).orElse(""))));
    }

    private static Optional<String> value(List<String> arguments, String flag) {
        return arguments.stream()
                .filter(argument -> argument.startsWith(flag))
                .map(argument -> argument.substring(flag.length()))
                .findFirst();
    }
}
