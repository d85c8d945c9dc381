package dev.graft.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.graft.launcher.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command against a predictor that writes down what it is asked and always gives the same answer. */
class PredictTest {
    private static final int PREDICTORS_PLACE = 15;
    private static final String ANSWER = """
            {"task": "petals", "version": 3, "predictions": [
             {"label": "large", "probability": 0.913}, {"label": "small", "probability": 0.6}]}""";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<String> failures = new ArrayList<>();
    private HttpServer predictor;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        predictor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        predictor.createContext("/predict/petals", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        predictor.start();
    }

    @AfterEach
    void stop() {
        predictor.stop(0);
    }

    @Test
    void rows_are_sent_as_they_are_with_their_data_source_and_shown_shortened() {
        // given
        String wide = "{\"petal length\": 2,\n \"colour\": \"a red that has a very long name, as paints often have\"}";

        // when
        int code = predict("petals", "--row", "{\"petal length\": 1.4}", "--row", wide, "--data-source", "meadow");

        // then
        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(asked)
                .containsExactly(
                        "{\"rows\":[{\"petal length\":1.4},{\"petal length\":2,\"colour\":\"a red that has a very"
                                + " long name, as paints often have\"}],\"dataSource\":\"meadow\"}");
        assertThat(printed().lines())
                .containsExactly(
                        "LABEL  SHARE   ROW",
                        "large  91.3 %  {\"petal length\": 1.4}",
                        "small  60.0 %  {\"petal length\": 2, \"colour\": \"a red that has a very long n…",
                        "answered by version 3 of petals");
    }

    @Test
    void texts_and_images_are_sent_as_such() throws IOException {
        Path image = Files.write(folder.resolve("leaf.jpg"), new byte[] {1, 2, 3});

        assertThat(predict("petals", "a", "b")).isEqualTo(ExitCode.DONE);
        assertThat(predict("petals", "--image", image.toString(), "--json")).isEqualTo(ExitCode.DONE);

        assertThat(asked).containsExactly("{\"texts\":[\"a\",\"b\"]}", "{\"images\":[\"AQID\"]}");
        assertThat(printed()).contains("LABEL  SHARE   TEXT", "large  91.3 %  a", "\"version\" : 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "petals                                  | give either texts, --image or --row",
                "petals a --row {}                       | give either texts, --image or --row",
                "petals --image a.png --row {}           | give either texts, --image or --row",
                "petals a --data-source meadow           | --data-source goes with --row",
                "petals --row [1]                        | the row [1] is no JSON object",
                "petals --row 1                          | the row 1 is no JSON object",
                "petals --row {                          | the row { is no JSON",
                "petals --row {}{}                       | the row {}{} is no JSON"
            })
    void what_cannot_be_asked_is_said_before_anybody_is_asked(String arguments, String reason) {
        assertThat(predict(arguments.split(" "))).isEqualTo(ExitCode.FAILED);
        assertThat(failures).singleElement().asString().contains(reason);
        assertThat(asked).isEmpty();
    }

    private int predict(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--home",
                folder.resolve("home").toString(),
                "--port-base",
                String.valueOf(predictor.getAddress().getPort() - PREDICTORS_PLACE)));
        Terminal terminal = new Terminal(new PrintStream(printed, true, StandardCharsets.UTF_8), false, false);
        return new CommandLine(new Predict(terminal))
                .setExecutionExceptionHandler((failure, command, result) -> {
                    failures.add(failure.getMessage());
                    return ExitCode.FAILED;
                })
                .execute(all.toArray(String[]::new));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
