package dev.graft.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.launcher.terminal.Figures;
import dev.graft.launcher.terminal.Table;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft predict}. */
@Command(name = "predict", description = "Asks the live model of a task for the labels of one or more texts.")
public final class Predict implements Callable<Integer> {

    @Mixin
    private MeshOptions options = new MeshOptions();

    @Parameters(index = "0", paramLabel = "TASK", description = "The task whose model answers")
    private String task = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "What to classify")
    private List<String> texts = List.of();

    @Option(names = "--json", description = "Prints the answer as the predictor gave it")
    private boolean json;

    private final Terminal terminal;

    public Predict(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ObjectNode question = new ObjectMapper().createObjectNode();
        texts.forEach(question.putArray("texts")::add);
        JsonNode answer = MeshClients.of(options).service("predictor").post("/predict/" + task, question);
        terminal.out().println(json ? answer.toPrettyString() : table(answer));
        return ExitCode.DONE;
    }

    private String table(JsonNode answer) {
        Table table = new Table("LABEL", "SHARE", "TEXT");
        for (int i = 0; i < texts.size(); i++) {
            JsonNode prediction = answer.path("predictions").path(i);
            table.row(
                    prediction.path("label").asText(),
                    Figures.share(prediction.path("probability").asDouble()),
                    texts.get(i));
        }
        return table + System.lineSeparator() + "answered by version "
                + answer.path("version").asText() + " of " + task;
    }
}
