package dev.graft.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft rollback}. */
@Command(name = "rollback", description = "Makes the version that was live before the present one live again.")
public final class Rollback implements Callable<Integer> {

    @Mixin
    private MeshOptions options = new MeshOptions();

    @Parameters(paramLabel = "TASK", description = "The task whose model goes back")
    private String task = "";

    @Option(names = "--to", paramLabel = "VERSION", description = "An earlier version than the last one")
    private @Nullable Integer version;

    @Option(
            names = "--because",
            paramLabel = "TEXT",
            defaultValue = "rolled back at the command line",
            description = "Why; kept in the history. Default: ${DEFAULT-VALUE}")
    private String why = "";

    private final Terminal terminal;

    public Rollback(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ObjectNode wish = Models.wish(why);
        if (version != null) {
            wish.put("toVersion", version);
        }
        JsonNode answer = MeshClients.of(options).service("registry").post("/models/" + task + "/rollback", wish);
        terminal.out().println(Models.moved(answer));
        return ExitCode.DONE;
    }
}
