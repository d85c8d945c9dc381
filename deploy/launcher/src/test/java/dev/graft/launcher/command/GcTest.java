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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command against a registry that writes down what it is asked and has two collections' worth of garbage. */
class GcTest {
    private static final int REGISTRYS_PLACE = 14;
    private static final String FIRST = """
            {"dryRun": false, "runs": 2, "files": 20, "bytes": 3145728, "more": true, "garbage": [
             {"kind": "version", "task": "petals", "runId": "r1", "version": 1, "reason": "Old."},
             {"kind": "abandoned-run", "task": "petals", "runId": "r2", "version": null, "reason": "No challenger."}]}""";
    private static final String SECOND = """
            {"dryRun": false, "runs": 1, "files": 10, "bytes": 1048576, "more": false, "garbage": [
             {"kind": "version", "task": "petals", "runId": "r3", "version": 3, "reason": "Old."}]}""";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private HttpServer registry;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/garbage-collections", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = (asked.size() == 1 ? FIRST : SECOND).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    @Test
    void goes_on_until_nothing_is_left_and_says_what_went() {
        assertThat(gc()).isEqualTo(ExitCode.DONE);

        assertThat(asked).containsExactly("{\"dryRun\":false}", "{\"dryRun\":false}");
        assertThat(printed().lines())
                .containsExactly(
                        "version petals version 1, run r1: Old.",
                        "abandoned-run petals, run r2: No challenger.",
                        "version petals version 3, run r3: Old.",
                        "freed 4 MB (4194304 bytes) of 3 runs");
    }

    @Test
    void a_dry_run_asks_once_and_says_that_there_is_more() {
        assertThat(gc("--dry-run")).isEqualTo(ExitCode.DONE);

        assertThat(asked).containsExactly("{\"dryRun\":true}");
        assertThat(printed().lines()).endsWith("and more", "would free 3 MB (3145728 bytes) of 2 runs");
    }

    private int gc(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--home",
                folder.resolve("home").toString(),
                "--port-base",
                String.valueOf(registry.getAddress().getPort() - REGISTRYS_PLACE)));
        Terminal terminal = new Terminal(new PrintStream(printed, true, StandardCharsets.UTF_8), false, false);
        return new CommandLine(new Gc(terminal)).execute(all.toArray(String[]::new));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
