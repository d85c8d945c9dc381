package dev.graft.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.launcher.client.Question;
import dev.graft.launcher.terminal.Figures;
import dev.graft.launcher.terminal.Table;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft predict}. */
@Command(
        name = "predict",
        description =
                "Asks the live model of a task for the labels of one or more texts, pairs of texts, images, or rows of values.")
public final class Predict implements Callable<Integer> {

    @Mixin
    private MeshOptions options = new MeshOptions();

    @Parameters(index = "0", paramLabel = "TASK", description = "The task whose model answers")
    private String task = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TEXT", description = "What to classify")
    private List<String> texts = List.of();

    @Option(names = "--pairs", description = "Takes the texts as pairs: the first with the second, and so on")
    private boolean pairs;

    @Option(names = "--image", paramLabel = "FILE", description = "JPEG or PNG to classify; may be given several times")
    private List<Path> images = List.of();

    @Option(
            names = "--row",
            paramLabel = "JSON",
            description =
                    "Row to classify, as in '{\"petal length\": 1.4, \"colour\": \"red\"}'; may be given several times")
    private List<String> rows = List.of();

    @Option(
            names = "--data-source",
            paramLabel = "NAME",
            description = "Of the task's data sources the one that the rows come from")
    private @Nullable String dataSource;

    @Option(names = "--json", description = "Prints the answer as the predictor gave it")
    private boolean json;

    private final Terminal terminal;

    public Predict(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Question question = question();
        JsonNode answer = MeshClients.of(options).service("predictor").post("/predict/" + task, question.body());
        terminal.out().println(json ? answer.toPrettyString() : table(question, answer));
        return ExitCode.DONE;
    }

    private Question question() throws IOException {
        long kinds =
                Stream.of(texts, images, rows).filter(given -> !given.isEmpty()).count();
        if (kinds != 1) {
            throw new CommandFailure(ExitCode.FAILED, "give either texts, --image or --row");
        }
        if (dataSource != null && rows.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "--data-source goes with --row");
        }
        if (!rows.isEmpty()) {
            return Question.ofRows(rows, dataSource);
        }
        if (!images.isEmpty()) {
            return Question.ofImages(images);
        }
        return pairs ? ofPairs() : Question.ofTexts(texts);
    }

    private Question ofPairs() {
        try {
            return Question.ofPairs(texts);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.FAILED, "--pairs: " + e.getMessage());
        }
    }

    private String table(Question question, JsonNode answer) {
        Table table = new Table("LABEL", "SHARE", question.heading());
        for (int i = 0; i < question.shown().size(); i++) {
            JsonNode prediction = answer.path("predictions").path(i);
            table.row(
                    prediction.path("label").asText(),
                    Figures.share(prediction.path("probability").asDouble()),
                    question.shown().get(i));
        }
        return table + System.lineSeparator() + "answered by version "
                + answer.path("version").asText() + " of " + task;
    }
}
