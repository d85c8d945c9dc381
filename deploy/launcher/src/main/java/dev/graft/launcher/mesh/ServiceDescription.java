package dev.graft.launcher.mesh;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One service of the mesh as the description file gives it.
 *
 * <p>In {@code arguments}, {@code {data}} stands for the service's own data folder, {@code {port}} and {@code {port2}}
 * for its first and second port.
 *
 * @param name unique in the mesh
 * @param jar relative to the project's folder
 * @param ports added to the mesh's port base; the first is the one that clients use
 * @param layer services of a layer start together, once those of the layer below are ready
 * @param jvmOptions as {@code -Xmx256m}
 * @param arguments of the program
 * @param environment beside what every service gets
 * @param health the path that answers 200 when the service is ready; null: it is when its port is open
 */
public record ServiceDescription(
        String name,
        String jar,
        List<Integer> ports,
        int layer,
        List<String> jvmOptions,
        List<String> arguments,
        Map<String, String> environment,
        @Nullable String health) {

    // Jackson hands in null for what the file leaves out.
    @SuppressWarnings("ConstantValue")
    public ServiceDescription {
        ports = ports == null ? List.of() : List.copyOf(ports);
        jvmOptions = jvmOptions == null ? List.of() : List.copyOf(jvmOptions);
        arguments = arguments == null ? List.of() : List.copyOf(arguments);
        environment = environment == null ? Map.of() : Map.copyOf(environment);
        if (ports.isEmpty()) {
            throw new IllegalArgumentException(name + " has no port");
        }
    }
}
