package dev.graft.launcher.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.event.LabellingWanted;
import dev.graft.launcher.client.LabelStudio;
import dev.graft.launcher.terminal.Terminal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft labelling}. */
@Command(
        name = "labelling",
        description = "Takes what models are unsure of to Label Studio, and what people have said of it back.",
        synopsisSubcommandLabel = "COMMAND")
public final class Labelling {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Terminal terminal;

    public Labelling(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(
            name = "export",
            description = "Writes what people are asked to label as tasks for Label Studio, which imports the file.")
    int export(
            @Mixin MeshOptions options,
            @Parameters(paramLabel = "TASK", description = "The mesh's task") String task,
            @Parameters(paramLabel = "FILE", description = "Where to write them, as .json") Path file)
            throws IOException {
        List<LabellingWanted> items = wanted(options, task);
        ArrayNode tasks = JSON.createArrayNode();
        items.forEach(item -> tasks.add(LabelStudio.task(item)));
        Files.write(file, JSON.writeValueAsBytes(tasks));
        terminal.out().println(items.size() + " tasks written to " + file);
        return ExitCode.DONE;
    }

    @Command(name = "interface", description = "Shows the labelling interface of a Label Studio project for the task.")
    int configuration(
            @Mixin MeshOptions options, @Parameters(paramLabel = "TASK", description = "The mesh's task") String task)
            throws IOException {
        List<LabellingWanted> items = wanted(options, task);
        if (items.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "nobody is asked to label anything of " + task
                            + " yet: is GRAFT_PREDICTOR_LABELLING_BELOW set, and has the model been asked something?");
        }
        terminal.out().println(LabelStudio.configuration(items.get(items.size() - 1)));
        return ExitCode.DONE;
    }

    @Command(
            name = "rows",
            description =
                    "Turns an export of Label Studio (JSON) into a file that is announced like any other: graft batch"
                            + " TASK FILE.")
    int rows(
            @Parameters(paramLabel = "EXPORT", description = "Label Studio's file") Path export,
            @Option(
                            names = "--out",
                            required = true,
                            paramLabel = "FILE",
                            description = "Where to write the rows, as .jsonl")
                    Path out)
            throws IOException {
        ArrayNode tasks = LabelStudio.exported(Files.readAllBytes(export));
        List<ObjectNode> rows = tasks.valueStream()
                .map(LabelStudio::row)
                .flatMap(Optional::stream)
                .toList();
        try (BufferedWriter writer = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
            for (ObjectNode row : rows) {
                writer.write(row.toString());
                writer.newLine();
            }
        }
        terminal.out().println(rows.size() + " rows written to " + out + left(tasks.size() - rows.size()));
        return ExitCode.DONE;
    }

    private static String left(int tasks) {
        return tasks == 0
                ? ""
                : "; " + tasks + " tasks left out: without one label, with two that disagree, or pictures, which"
                        + " a file of rows does not hold";
    }

    private static List<LabellingWanted> wanted(MeshOptions options, String task) throws IOException {
        return MeshClients.of(options).wantedLabels(task);
    }
}
