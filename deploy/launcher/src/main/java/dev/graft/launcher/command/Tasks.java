package dev.graft.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.contracts.task.Task;
import dev.graft.launcher.client.EventSender;
import dev.graft.launcher.client.EventTail;
import dev.graft.launcher.client.TaskDeclaration;
import dev.graft.launcher.terminal.Table;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code graft task}. */
@Command(name = "task", description = "Declares what is to be learnt, and shows what was declared.")
public final class Tasks implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private MeshOptions options = new MeshOptions();

    private final Terminal terminal;

    public Tasks(Terminal terminal) {
        this.terminal = terminal;
    }

    /** {@code graft task declare}. */
    @Command(name = "declare", description = "Declares a task, or a new version of it, from a JSON file.")
    int declare(@Parameters(paramLabel = "FILE", description = "The declaration") Path file)
            throws IOException, InterruptedException {
        TaskDeclaration declaration = new TaskDeclaration(JSON.readTree(Files.readAllBytes(file)));
        MeshClients clients = MeshClients.of(options);
        try (EventTail tail = clients.tail();
                EventSender sender = clients.sender()) {
            Task task = declaration.send(sender, tail);
            terminal.out().println("task " + task.name() + " is declared, version " + task.version());
            return ExitCode.DONE;
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return list();
    }

    /** {@code graft task list}. */
    @Command(name = "list", description = "Lists the tasks.")
    int list() throws IOException, InterruptedException {
        Table table = new Table("TASK", "VERSION", "LABELS", "STRATEGY", "BACKBONE");
        for (JsonNode task :
                MeshClients.of(options).service("dashboard").get("/api/tasks").path("items")) {
            JsonNode declaration = task.path("declaration");
            table.row(
                    task.path("name").asText(),
                    declaration.path("version").asText(),
                    declaration.path("labels").size(),
                    declaration.path("strategy").path("kind").asText(),
                    declaration.path("backbone").asText());
        }
        terminal.out().println(table);
        return ExitCode.DONE;
    }

    /** {@code graft task show}. */
    @Command(name = "show", description = "Shows a task's declaration, with the defaults filled in, as JSON.")
    int show(@Parameters(paramLabel = "TASK", description = "Its name") String name)
            throws IOException, InterruptedException {
        for (JsonNode task :
                MeshClients.of(options).service("dashboard").get("/api/tasks").path("items")) {
            if (task.path("name").asText().equals(name)) {
                terminal.out().println(task.path("declaration").toPrettyString());
                return ExitCode.DONE;
            }
        }
        throw new CommandFailure(ExitCode.FAILED, "no task " + name + "; see graft task list");
    }
}
