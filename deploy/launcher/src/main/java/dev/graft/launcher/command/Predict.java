package dev.graft.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.launcher.terminal.Figures;
import dev.graft.launcher.terminal.Table;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft predict}. */
@Command(
        name = "predict",
        description = "Asks the live model of a task for the labels of one or more texts, or images.")
public final class Predict implements Callable<Integer> {

    @Mixin
    private MeshOptions options = new MeshOptions();

    @Parameters(index = "0", paramLabel = "TASK", description = "The task whose model answers")
    private String task = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TEXT", description = "What to classify")
    private List<String> texts = List.of();

    @Option(names = "--image", paramLabel = "FILE", description = "JPEG or PNG to classify; may be given several times")
    private List<Path> images = List.of();

    @Option(names = "--json", description = "Prints the answer as the predictor gave it")
    private boolean json;

    private final Terminal terminal;

    public Predict(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (texts.isEmpty() == images.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "give either texts or --image");
        }
        ObjectNode question = new ObjectMapper().createObjectNode();
        if (images.isEmpty()) {
            texts.forEach(question.putArray("texts")::add);
        } else {
            ArrayNode files = question.putArray("images");
            for (Path image : images) {
                files.add(Files.readAllBytes(image));
            }
        }
        JsonNode answer = MeshClients.of(options).service("predictor").post("/predict/" + task, question);
        terminal.out().println(json ? answer.toPrettyString() : table(answer));
        return ExitCode.DONE;
    }

    private String table(JsonNode answer) {
        List<String> shown =
                images.isEmpty() ? texts : images.stream().map(Path::toString).toList();
        Table table = new Table("LABEL", "SHARE", images.isEmpty() ? "TEXT" : "IMAGE");
        for (int i = 0; i < shown.size(); i++) {
            JsonNode prediction = answer.path("predictions").path(i);
            table.row(
                    prediction.path("label").asText(),
                    Figures.share(prediction.path("probability").asDouble()),
                    shown.get(i));
        }
        return table + System.lineSeparator() + "answered by version "
                + answer.path("version").asText() + " of " + task;
    }
}
