package dev.graft.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.EventType;
import dev.graft.launcher.client.EventSender;
import dev.graft.launcher.terminal.Figures;
import dev.graft.launcher.terminal.Table;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft runs}. */
@Command(name = "runs", description = "Lists, shows and cancels training runs.")
public final class Runs implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private MeshOptions options = new MeshOptions();

    private final Terminal terminal;

    public Runs(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return list("");
    }

    /** {@code graft runs list}. */
    @Command(name = "list", description = "Lists the runs, the newest first.")
    int list(
            @Option(names = "--task", paramLabel = "TASK", defaultValue = "", description = "Only this task's")
                    String task)
            throws IOException, InterruptedException {
        Table table = new Table("RUN", "TASK", "STATE", "VALIDATION", "VERSION", "BEGUN", "");
        JsonNode page = MeshClients.of(options).service("dashboard").get("/api/runs?task=" + task);
        for (JsonNode run : page.path("items")) {
            JsonNode accuracy = run.path("validationAccuracy");
            table.row(
                    run.path("id").asText(),
                    run.path("task").asText(),
                    run.path("state").asText(),
                    accuracy.isNumber() ? Figures.share(accuracy.asDouble()) : "-",
                    run.path("version").asText("-"),
                    run.path("since").asText(),
                    run.path("explanation").asText(""));
        }
        terminal.out().println(table);
        return ExitCode.DONE;
    }

    /** {@code graft runs show}. */
    @Command(name = "show", description = "Shows a run with its curve and its evaluations.")
    int show(
            @Parameters(paramLabel = "RUN", description = "Its id") String id,
            @Option(names = "--json", description = "Prints JSON") boolean json)
            throws IOException, InterruptedException {
        JsonNode detail = run(id);
        terminal.out().println(json ? detail.toPrettyString() : text(detail));
        return ExitCode.DONE;
    }

    private static String text(JsonNode detail) {
        JsonNode run = detail.path("run");
        Table curve = new Table("EPOCH", "LOSS", "VALIDATION LOSS", "ACCURACY", "MACRO F1", "ROWS/S");
        for (JsonNode epoch : detail.path("curve")) {
            curve.row(
                    epoch.path("epoch").asInt(),
                    String.format("%.4f", epoch.path("trainLoss").asDouble()),
                    String.format("%.4f", epoch.path("validationLoss").asDouble()),
                    Figures.share(epoch.path("validationAccuracy").asDouble()),
                    Figures.share(epoch.path("validationMacroF1").asDouble()),
                    String.format("%.0f", epoch.path("samplesPerSecond").asDouble()));
        }
        return "run " + run.path("id").asText() + " of " + run.path("task").asText() + ": "
                + run.path("state").asText() + System.lineSeparator()
                + run.path("strategy").asText("") + System.lineSeparator()
                + run.path("explanation").asText("") + System.lineSeparator() + curve;
    }

    /** {@code graft runs cancel}. */
    @Command(name = "cancel", description = "Asks the trainer to end a run without a model.")
    int cancel(
            @Parameters(paramLabel = "RUN", description = "Its id") String id,
            @Option(
                            names = "--because",
                            paramLabel = "TEXT",
                            defaultValue = "cancelled at the command line",
                            description = "Why, for those who read it later")
                    String why)
            throws IOException, InterruptedException {
        MeshClients clients = MeshClients.of(options);
        String task = run(id).path("run").path("task").asText();
        ObjectNode payload = JSON.createObjectNode()
                .put("task", task)
                .put("runId", id)
                .put("reason", "cancelled")
                .put("explanation", why)
                .put("requestedBy", System.getProperty("user.name"));
        try (EventSender sender = clients.sender()) {
            sender.send(EventType.RUN_STOP_REQUESTED, task, JSON.writeValueAsBytes(payload));
        }
        terminal.out().println("asked to cancel run " + id + " of " + task);
        return ExitCode.DONE;
    }

    private JsonNode run(String id) throws IOException, InterruptedException {
        return MeshClients.of(options).service("dashboard").get("/api/runs/" + id);
    }
}
