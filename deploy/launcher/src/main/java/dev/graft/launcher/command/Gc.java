package dev.graft.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.launcher.client.MeshRest;
import dev.graft.launcher.terminal.Figures;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code graft gc}. */
@Command(
        name = "gc",
        description =
                "Frees the files of old versions, refused versions, lost attempts and abandoned runs in the object"
                        + " store. What an alias points at, what a rollback may go to and what is not decided yet stays.")
public final class Gc implements Callable<Integer> {

    private static final String COLLECTIONS = "/garbage-collections";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private MeshOptions options = new MeshOptions();

    @Option(names = "--dry-run", description = "Only lists what would go, and how many bytes that are")
    private boolean dryRun;

    private final Terminal terminal;

    public Gc(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        MeshRest registry = MeshClients.of(options).service("registry");
        ObjectNode wish = JSON.createObjectNode().put("dryRun", dryRun);
        long bytes = 0;
        int runs = 0;
        JsonNode done;
        // One collection has a bound, and is done before the client loses its patience.
        do {
            done = registry.post(COLLECTIONS, wish);
            done.path("garbage").forEach(this::print);
            bytes += done.path("bytes").asLong();
            runs += done.path("runs").asInt();
        } while (!dryRun && done.path("more").asBoolean());
        if (dryRun && done.path("more").asBoolean()) {
            terminal.out().println("and more");
        }
        terminal.out()
                .println((dryRun ? "would free " : "freed ") + Figures.bytes(bytes) + " (" + bytes + " bytes) of "
                        + runs + (runs == 1 ? " run" : " runs"));
        return ExitCode.DONE;
    }

    private void print(JsonNode garbage) {
        String version = garbage.path("version").isInt()
                ? " version " + garbage.path("version").asInt()
                : "";
        terminal.out()
                .println(garbage.path("kind").asText() + " "
                        + garbage.path("task").asText() + version + ", run "
                        + garbage.path("runId").asText() + ": "
                        + garbage.path("reason").asText());
    }
}
