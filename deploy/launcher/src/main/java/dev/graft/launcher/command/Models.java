package dev.graft.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.launcher.terminal.Figures;
import dev.graft.launcher.terminal.Table;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft models}. */
@Command(name = "models", description = "Lists what is live; shows why; makes a version live.")
public final class Models implements Callable<Integer> {

    @Mixin
    private MeshOptions options = new MeshOptions();

    private final Terminal terminal;

    public Models(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return list();
    }

    /** {@code graft models list}. */
    @Command(name = "list", description = "Lists each task's champion.")
    int list() throws IOException, InterruptedException {
        Table table = new Table("TASK", "LIVE", "ACCURACY", "SINCE", "PROMOTED", "REFUSED", "ROLLED BACK");
        for (JsonNode model :
                MeshClients.of(options).service("dashboard").get("/api/models").path("items")) {
            JsonNode champion = model.path("champion");
            JsonNode accuracy = champion.path("scores").path("accuracy");
            table.row(
                    model.path("task").asText(),
                    champion.path("version").asText("-"),
                    accuracy.isNumber() ? Figures.share(accuracy.asDouble()) : "-",
                    champion.path("since").asText("-"),
                    model.path("promoted").asLong(),
                    model.path("rejected").asLong(),
                    model.path("rolledBack").asLong());
        }
        terminal.out().println(table);
        return ExitCode.DONE;
    }

    /** {@code graft models show}. */
    @Command(name = "show", description = "Shows every decision on a task's model, the newest first.")
    int show(@Parameters(paramLabel = "TASK", description = "Its name") String task)
            throws IOException, InterruptedException {
        Table table = new Table("VERSION", "DECISION", "TIME", "WHY");
        JsonNode detail = MeshClients.of(options).service("dashboard").get("/api/models/" + task);
        for (JsonNode move : detail.path("history")) {
            table.row(
                    move.path("version").asInt(),
                    move.path("kind").asText(),
                    move.path("time").asText(),
                    move.path("summary").asText());
        }
        terminal.out().println(table);
        return ExitCode.DONE;
    }

    /** {@code graft models why}. */
    @Command(
            name = "why",
            description = "Says why a version is live: its batch, snapshot, run, evaluation and verdict, as JSON.")
    int why(@Parameters(paramLabel = "TASK", description = "Its name") String task)
            throws IOException, InterruptedException {
        terminal.out()
                .println(MeshClients.of(options)
                        .service("registry")
                        .get("/models/" + task + "/why")
                        .toPrettyString());
        return ExitCode.DONE;
    }

    /** {@code graft models promote}. */
    @Command(name = "promote", description = "Makes a version live, whatever the gate said of it.")
    int promote(
            @Parameters(paramLabel = "TASK", description = "Its name") String task,
            @Parameters(paramLabel = "VERSION", description = "The version's number") int version,
            @Option(names = "--because", paramLabel = "TEXT", required = true, description = "Why; kept in the history")
                    String why)
            throws IOException, InterruptedException {
        String path = "/models/" + task + "/versions/" + version + "/promote";
        JsonNode answer = MeshClients.of(options).service("registry").post(path, wish(why));
        terminal.out().println(moved(answer));
        return ExitCode.DONE;
    }

    /** The registry's answer to a move, in a sentence. */
    static String moved(JsonNode answer) {
        JsonNode move = answer.path("move");
        return "version " + move.path("version").asText() + " of "
                + answer.path("task").asText() + " is live, for version "
                + move.path("previousVersion").asText("none");
    }

    /** What the registry wants to know of whoever moves an alias. */
    static ObjectNode wish(String why) {
        return new ObjectMapper()
                .createObjectNode()
                .put("explanation", why)
                .put("requestedBy", System.getProperty("user.name"));
    }
}
