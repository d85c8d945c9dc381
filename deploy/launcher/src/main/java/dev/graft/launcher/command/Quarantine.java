package dev.graft.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.launcher.client.MeshRest;
import dev.graft.launcher.terminal.Terminal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft quarantine}. */
@Command(
        name = "quarantine",
        description =
                "Shows the rows of a batch that broke a rule, one JSON object a line with line, rule, reason, text"
                        + " and label. Mended, the file is announced like any other: graft batch TASK FILE.")
public final class Quarantine implements Callable<Integer> {
    private static final int PAGE = 500;

    @Mixin
    private MeshOptions options = new MeshOptions();

    @Parameters(index = "0", paramLabel = "TASK", description = "The batch's task")
    private String task = "";

    @Parameters(index = "1", paramLabel = "BATCH", description = "Its id")
    private String batch = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write them, as .jsonl. Default: the terminal")
    private @Nullable Path out;

    private final Terminal terminal;

    public Quarantine(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        MeshRest dataPrep = MeshClients.of(options).service("data-prep");
        if (out == null) {
            copy(dataPrep, row -> terminal.out().println(row));
            return ExitCode.DONE;
        }
        try (BufferedWriter writer = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
            long rows = copy(dataPrep, row -> {
                writer.write(row.toString());
                writer.newLine();
            });
            terminal.out().println(rows + " rows written to " + out);
        }
        return ExitCode.DONE;
    }

    /** Takes a quarantined row. */
    @FunctionalInterface
    private interface Receiver {
        void take(JsonNode row) throws IOException;
    }

    private long copy(MeshRest dataPrep, Receiver receiver) throws IOException, InterruptedException {
        long seen = 0;
        long total = 1;
        while (seen < total) {
            JsonNode page = dataPrep.get(
                    "/tasks/%s/batches/%s/quarantine?offset=%d&limit=%d".formatted(task, batch, seen, PAGE));
            total = page.path("items").isEmpty() ? seen : page.path("total").asLong();
            for (JsonNode row : page.path("items")) {
                receiver.take(row);
                seen++;
            }
        }
        return seen;
    }
}
