package dev.graft.launcher.mesh;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The services that make up a mesh, in the order in which they are shown.
 *
 * @param services with unique names
 */
public record MeshDescription(List<ServiceDescription> services) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public MeshDescription {
        services = List.copyOf(services);
        if (services.stream().map(ServiceDescription::name).distinct().count() != services.size()) {
            throw new IllegalArgumentException("two services have one name");
        }
    }

    /** Graft's own: object store, broker and the six services. */
    public static MeshDescription standard() {
        try (InputStream file = MeshDescription.class.getResourceAsStream("mesh.json")) {
            return JSON.readValue(Objects.requireNonNull(file, "mesh.json"), MeshDescription.class);
        } catch (IOException e) {
            throw new IllegalStateException("the launcher's own mesh.json cannot be read", e);
        }
    }

    /** @throws IOException when the file is absent or not such a description */
    public static MeshDescription read(Path file) throws IOException {
        return JSON.readValue(Files.readAllBytes(file), MeshDescription.class);
    }

    /** @throws IllegalArgumentException naming the services that there are */
    public ServiceDescription service(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no service " + name + "; there are "
                        + services.stream().map(ServiceDescription::name).collect(Collectors.joining(", "))));
    }

    /** The services layer by layer, the lowest first. */
    public List<List<ServiceDescription>> layers() {
        return services.stream()
                .map(ServiceDescription::layer)
                .distinct()
                .sorted()
                .map(layer -> services.stream()
                        .filter(service -> service.layer() == layer)
                        .toList())
                .toList();
    }
}
