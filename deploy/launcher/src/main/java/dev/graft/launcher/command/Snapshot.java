package dev.graft.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code graft snapshot}. */
@Command(
        name = "snapshot",
        description =
                "Makes a snapshot of a task's pending rows now, whatever its trigger says, so that a run begins on"
                        + " them. Ends with 1 when no rows are pending.")
public final class Snapshot implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private MeshOptions options = new MeshOptions();

    @Parameters(paramLabel = "TASK", description = "The task whose rows wait")
    private String task = "";

    private final Terminal terminal;

    public Snapshot(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        JsonNode made = MeshClients.of(options)
                .service("data-prep")
                .post("/tasks/" + task + "/snapshots", JSON.createObjectNode());
        terminal.out()
                .println("snapshot " + made.path("snapshotId").asText() + " of " + task + " is prepared, event "
                        + made.path("eventId").asText());
        return ExitCode.DONE;
    }
}
