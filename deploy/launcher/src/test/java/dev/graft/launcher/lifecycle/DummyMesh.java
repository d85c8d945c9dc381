package dev.graft.launcher.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.launcher.mesh.MeshDescription;
import dev.graft.launcher.mesh.MeshHome;
import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.mesh.ServiceDescription;
import dev.graft.launcher.mesh.StoreCredentials;
import dev.graft.launcher.process.Ports;
import dev.graft.launcher.process.ProcessTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** A mesh of {@link DummyService}s in a folder of its own. */
final class DummyMesh implements AutoCloseable {

    static final Duration BOUND = Duration.ofSeconds(30);

    private final Path folder;
    private final int portBase = Ports.freeBase(8);
    private final List<ServiceDescription> services = new ArrayList<>();

    DummyMesh(Path folder) throws IOException {
        this.folder = folder;
        writeJar(folder.resolve("dummy.jar"));
        home().create();
    }

    DummyMesh with(String name, int layer, String... arguments) {
        List<String> all = new ArrayList<>(List.of("{port}"));
        all.addAll(List.of(arguments));
        services.removeIf(service -> service.name().equals(name));
        services.add(new ServiceDescription(
                name,
                "dummy.jar",
                List.of(services.size()),
                layer,
                List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                all,
                Map.of(),
                null));
        return this;
    }

    MeshHome home() {
        return new MeshHome(folder.resolve("home"));
    }

    MeshPlan plan() throws IOException {
        return new MeshPlan(
                folder, home(), portBase, StoreCredentials.of(home()), new MeshDescription(List.copyOf(services)));
    }

    /** The description as a file, as the launcher's command line takes it. */
    Path descriptionFile() throws IOException {
        Path file = folder.resolve("services.json");
        new ObjectMapper().writeValue(file.toFile(), new MeshDescription(services));
        return file;
    }

    int portBase() {
        return portBase;
    }

    Path folder() {
        return folder;
    }

    List<StartProblem> up(Progress progress) throws IOException, InterruptedException {
        return new BringUp(plan(), BOUND, progress).run();
    }

    int down(Progress progress) throws IOException, InterruptedException {
        return new TakeDown(home(), plan().description(), Duration.ofSeconds(5), progress).run();
    }

    /** Process ids by service; more than one of a service would be a defect. */
    Map<String, List<Long>> processes() {
        return ProcessTable.of(home().folder()).stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.identity().service(),
                        Collectors.mapping(entry -> entry.handle().pid(), Collectors.toList())));
    }

    private static void writeJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, DummyService.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                DummyService.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.finish();
        }
    }

    @Override
    public void close() {
        ProcessTable.of(home().folder()).forEach(entry -> entry.handle().destroyForcibly());
    }
}
