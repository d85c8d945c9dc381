package dev.graft.launcher.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.EventType;
import dev.graft.launcher.client.BatchFile;
import dev.graft.launcher.client.EventSender;
import dev.graft.launcher.client.EventTail;
import dev.graft.launcher.client.InlineRows;
import dev.graft.launcher.story.BatchFollower;
import dev.graft.launcher.story.Outcome;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft batch}. */
@Command(
        name = "batch",
        description = "Announces a file of labelled rows (.csv with a header line, or .jsonl; either may be .gz) and"
                + " follows it until a model is live or refused. Ends with 0 when a better model is live or the rows"
                + " wait for more, with 1 when batch, run or model were refused or nothing was decided in time.")
public final class Batch implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private MeshOptions options = new MeshOptions();

    @Parameters(index = "0", paramLabel = "TASK", description = "The task that the rows belong to")
    private String task = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The rows")
    private Path file = Path.of("");

    @Option(names = "--description", paramLabel = "TEXT", description = "A word to those who look at it later")
    private @Nullable String description;

    @Option(names = "--text-column", paramLabel = "NAME", description = "The column of the text. Default: text")
    private @Nullable String textColumn;

    @Option(names = "--label-column", paramLabel = "NAME", description = "The column of the label. Default: label")
    private @Nullable String labelColumn;

    @Option(names = "--inline", description = "Sends the rows in the event itself, up to 5,000 of them")
    private boolean inline;

    @Option(names = "--no-follow", description = "Ends as soon as the broker has the event")
    private boolean noFollow;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "How long to follow it. Default: ${DEFAULT-VALUE}")
    private int timeoutSeconds;

    private final Terminal terminal;

    public Batch(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        MeshClients clients = MeshClients.of(options);
        BatchFile batch = BatchFile.of(file);
        try (EventTail tail = clients.tail();
                EventSender sender = clients.sender()) {
            ObjectNode payload = JSON.createObjectNode().put("task", task);
            if (description != null) {
                payload.put("description", description);
            }
            if (inline) {
                payload.set("rows", InlineRows.read(batch, textColumn(), labelColumn()));
            } else {
                payload.set("source", source(batch, batch.upload(task, clients.store())));
            }
            String id = sender.send(EventType.BATCH_LABELLED, task, JSON.writeValueAsBytes(payload));
            terminal.out().println("batch announced: " + file.getFileName() + " for " + task + ", event " + id);
            return noFollow ? ExitCode.DONE : follow(tail, id);
        }
    }

    private ObjectNode source(BatchFile batch, String uri) {
        ObjectNode source = JSON.createObjectNode()
                .put("uri", uri)
                .put("sha256", batch.sha256())
                .put("format", batch.format())
                .put("compression", batch.compression());
        if (textColumn != null || labelColumn != null) {
            source.putObject("columns").put("text", textColumn()).put("label", labelColumn());
        }
        return source;
    }

    private String textColumn() {
        return textColumn == null ? "text" : textColumn;
    }

    private String labelColumn() {
        return labelColumn == null ? "label" : labelColumn;
    }

    private int follow(EventTail tail, String id) {
        Outcome outcome = new BatchFollower(terminal, tail, id).follow(Duration.ofSeconds(timeoutSeconds));
        if (outcome instanceof Outcome.Undecided) {
            System.err.println("graft: nothing was decided in " + timeoutSeconds + " s; the mesh goes on with it");
        }
        boolean well = outcome instanceof Outcome.Promoted || outcome instanceof Outcome.Waiting;
        return well ? ExitCode.DONE : ExitCode.FAILED;
    }
}
