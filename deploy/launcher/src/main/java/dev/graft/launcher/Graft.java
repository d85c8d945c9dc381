package dev.graft.launcher;

import dev.graft.launcher.client.MeshRest;
import dev.graft.launcher.command.BackboneCommand;
import dev.graft.launcher.command.Batch;
import dev.graft.launcher.command.CommandFailure;
import dev.graft.launcher.command.DemoCommand;
import dev.graft.launcher.command.Doctor;
import dev.graft.launcher.command.Down;
import dev.graft.launcher.command.ExitCode;
import dev.graft.launcher.command.Gc;
import dev.graft.launcher.command.Labelling;
import dev.graft.launcher.command.Logs;
import dev.graft.launcher.command.Models;
import dev.graft.launcher.command.Predict;
import dev.graft.launcher.command.Quarantine;
import dev.graft.launcher.command.Rollback;
import dev.graft.launcher.command.Runs;
import dev.graft.launcher.command.Snapshot;
import dev.graft.launcher.command.Status;
import dev.graft.launcher.command.Tasks;
import dev.graft.launcher.command.Up;
import dev.graft.launcher.lifecycle.LauncherLock;
import dev.graft.launcher.terminal.Terminal;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program {@code graft}. */
@Command(
        name = "graft",
        version = "Graft 0.1.0",
        description = "An event-driven mesh for continuous transfer learning: a labelled batch goes in, a better model"
                + " is live.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; for status, all ready",
            "1:failed: a service did not start, a request was refused, the answer is no",
            "2:wrong usage",
            "3:another graft is starting or stopping this mesh",
            "4:a port that the mesh needs is taken",
            "5:the mesh, or the part of it that is needed, does not run"
        })
public final class Graft {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Shows what a command does and takes")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version")
    private boolean version;

    @Option(
            names = "--stacktrace",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Shows where an unexpected error came from")
    private boolean stacktrace;

    private Graft() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(Terminal.standard(System.getenv())).execute(arguments));
    }

    static CommandLine commandLine(Terminal terminal) {
        Graft graft = new Graft();
        return new CommandLine(graft)
                .addSubcommand(new Up(terminal))
                .addSubcommand(new Down(terminal))
                .addSubcommand(new Status(terminal))
                .addSubcommand(new Logs(terminal))
                .addSubcommand(new Doctor(terminal))
                .addSubcommand(new Batch(terminal))
                .addSubcommand(new Snapshot(terminal))
                .addSubcommand(new BackboneCommand(terminal))
                .addSubcommand(new Quarantine(terminal))
                .addSubcommand(new Labelling(terminal))
                .addSubcommand(new DemoCommand(terminal))
                .addSubcommand(new Tasks(terminal))
                .addSubcommand(new Runs(terminal))
                .addSubcommand(new Models(terminal))
                .addSubcommand(new Rollback(terminal))
                .addSubcommand(new Gc(terminal))
                .addSubcommand(new Predict(terminal))
                .setExecutionExceptionHandler((failure, command, result) -> graft.report(failure))
                .setUsageHelpAutoWidth(true);
    }

    private int report(Exception failure) {
        // A message like "/some/path" says nothing without the exception's name.
        boolean bare = failure.getMessage() == null || failure instanceof FileSystemException;
        System.err.println("graft: " + (bare ? failure.toString() : failure.getMessage()));
        if (stacktrace) {
            failure.printStackTrace();
        }
        if (failure instanceof LauncherLock.LockedException) {
            return ExitCode.LOCKED;
        }
        if (failure instanceof MeshRest.Unreachable) {
            return ExitCode.NOT_RUNNING;
        }
        return failure instanceof CommandFailure known ? known.exitCode() : ExitCode.FAILED;
    }
}
