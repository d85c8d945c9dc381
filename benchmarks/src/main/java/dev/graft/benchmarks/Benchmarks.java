package dev.graft.benchmarks;

import dev.graft.benchmarks.banking77.Banking77;
import dev.graft.benchmarks.banking77.FreshProcess;
import dev.graft.benchmarks.dashboard.DashboardScale;
import dev.graft.benchmarks.duplicates.NearDuplicateRows;
import dev.graft.benchmarks.gate.GateResampling;
import dev.graft.benchmarks.images.Hymenoptera;
import dev.graft.benchmarks.images.ImageCompare;
import dev.graft.benchmarks.images.ImageCompareChild;
import dev.graft.benchmarks.images.ImageFusion;
import dev.graft.benchmarks.images.ImageTransfer;
import dev.graft.benchmarks.images.PhotoCheck;
import dev.graft.benchmarks.intake.Intake;
import dev.graft.benchmarks.learning.Learning;
import dev.graft.benchmarks.memory.IdleMemory;
import dev.graft.benchmarks.methods.Methods;
import dev.graft.benchmarks.overhead.MeshOverhead;
import dev.graft.benchmarks.serving.HotSwap;
import dev.graft.benchmarks.serving.ServingCompare;
import dev.graft.benchmarks.serving.TextRuntimes;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code benchmarks/run}. */
@Command(
        name = "benchmarks/run",
        description = "Measures a mesh of real processes.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "BENCHMARK",
        subcommands = {
            MeshOverhead.class,
            IdleMemory.class,
            Banking77.class,
            FreshProcess.class,
            Hymenoptera.class,
            ImageTransfer.class,
            ImageFusion.class,
            ImageCompare.class,
            ImageCompareChild.class,
            PhotoCheck.class,
            Intake.class,
            DashboardScale.class,
            NearDuplicateRows.class,
            Learning.class,
            Methods.class,
            GateResampling.class,
            HotSwap.class,
            TextRuntimes.class,
            ServingCompare.class
        })
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, result) -> report(failure))
                .execute(arguments));
    }

    /** What stops a measurement explains itself; anything else is a bug and shows where. */
    private static int report(Exception failure) {
        System.err.println("benchmarks: " + failure.getMessage());
        if (!(failure instanceof IOException || failure instanceof IllegalStateException)) {
            failure.printStackTrace();
        }
        return 1;
    }
}
