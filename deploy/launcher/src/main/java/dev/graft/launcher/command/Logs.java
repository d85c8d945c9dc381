package dev.graft.launcher.command;

import dev.graft.launcher.mesh.MeshDescription;
import dev.graft.launcher.mesh.MeshHome;
import dev.graft.launcher.mesh.ServiceDescription;
import dev.graft.launcher.terminal.LogTail;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft logs}. */
@Command(name = "logs", description = "Prints the end of one service's log, or of all, each line with its service.")
public final class Logs implements Callable<Integer> {

    private static final long POLL_MILLIS = 200;

    @Mixin
    private MeshOptions options = new MeshOptions();

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "Default: all")
    private @Nullable String service;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on as the logs grow, until interrupted")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "40",
            description = "Lines from the end of each log. Default: ${DEFAULT-VALUE}")
    private int lines;

    private final Terminal terminal;

    public Logs(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        MeshHome home = options.home();
        List<LogTail> tails = new ArrayList<>();
        for (ServiceDescription described : chosen()) {
            String prefix = service == null ? String.format("%-10s ", described.name()) : "";
            tails.add(new LogTail(home.log(described.name()), prefix, terminal.out()));
        }
        for (LogTail tail : tails) {
            tail.last(lines);
        }
        while (follow) {
            for (LogTail tail : tails) {
                tail.more();
            }
            Thread.sleep(POLL_MILLIS);
        }
        return ExitCode.DONE;
    }

    private List<ServiceDescription> chosen() throws IOException {
        MeshDescription description = options.description();
        return service == null ? description.services() : List.of(description.service(service));
    }
}
