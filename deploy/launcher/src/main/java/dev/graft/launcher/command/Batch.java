package dev.graft.launcher.command;

import dev.graft.launcher.client.BatchAnnouncement;
import dev.graft.launcher.client.BatchFile;
import dev.graft.launcher.client.EventSender;
import dev.graft.launcher.client.EventTail;
import dev.graft.launcher.client.FileReading;
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
        description = "Announces a file of labelled rows (.csv with a header line, .jsonl, either may be .gz, or"
                + " .parquet) or an archive of labelled images (.zip, .tar, .tar.gz) and follows it until a model is live or refused. Ends with 0 when a better model is live or the rows"
                + " wait for more, with 1 when batch, run or model were refused or nothing was decided in time.")
public final class Batch implements Callable<Integer> {

    @Mixin
    private MeshOptions options = new MeshOptions();

    @Parameters(index = "0", paramLabel = "TASK", description = "The task that the rows belong to")
    private String task = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The rows")
    private Path file = Path.of("");

    @Option(names = "--description", paramLabel = "TEXT", description = "A word to those who look at it later")
    private @Nullable String description;

    @Option(
            names = "--text-column",
            paramLabel = "NAME",
            defaultValue = FileReading.TEXT,
            description = "The column of the text. Default: ${DEFAULT-VALUE}")
    private String textColumn = FileReading.TEXT;

    @Option(
            names = "--text-pair-column",
            paramLabel = "NAME",
            description = "Of a task of pairs, the column of the second text. Default: " + FileReading.TEXT_PAIR)
    private @Nullable String textPairColumn;

    @Option(
            names = "--label-column",
            paramLabel = "NAME",
            defaultValue = FileReading.LABEL,
            description = "The column of the label. Default: ${DEFAULT-VALUE}")
    private String labelColumn = FileReading.LABEL;

    @Option(
            names = "--unlabelled",
            description =
                    "The rows have no labels: they are of the domain that a task with the strategy domain-adaptation is"
                            + " for. Texts only")
    private boolean unlabelled;

    @Option(
            names = "--group-column",
            paramLabel = "NAME",
            description = "The column that says which rows belong together, such as a customer's number: all of a group"
                    + " go into one split. Not with --inline")
    private @Nullable String groupColumn;

    @Option(
            names = "--data-source",
            paramLabel = "NAME",
            description = "Of the task's data sources the one that the rows come from; it says which columns hold what")
    private @Nullable String dataSource;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description = "Of a .csv or .jsonl file, as in windows-1252. Default: found out")
    private @Nullable String charset;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "Between the fields of a .csv file; \\t is a tab. Default: found out")
    private @Nullable String delimiter;

    @Option(names = "--inline", description = "Sends the rows in the event itself, up to 5,000 of them; texts only")
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
        if (inline && groupColumn != null) {
            throw new CommandFailure(ExitCode.FAILED, "rows in the event have no group; leave out --inline");
        }
        MeshClients clients = MeshClients.of(options);
        FileReading reading = new FileReading(
                textColumn,
                textPairColumn,
                unlabelled ? null : labelColumn,
                groupColumn,
                charset,
                delimiter,
                dataSource);
        BatchAnnouncement batch = new BatchAnnouncement(task, BatchFile.of(file), reading, description);
        try (EventTail tail = clients.tail();
                EventSender sender = clients.sender()) {
            String id = inline ? batch.sendInline(sender) : batch.sendFile(clients.store(), sender);
            terminal.out().println("batch announced: " + file.getFileName() + " for " + task + ", event " + id);
            return noFollow ? ExitCode.DONE : follow(tail, id);
        }
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
