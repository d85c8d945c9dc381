package dev.graft.benchmarks.learning;

import dev.graft.benchmarks.ChildJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a long run with a heap that is resident from the start, so that a rising resident set is native memory. */
@Command(
        name = "flat-memory",
        description = "Does the memory of a long fine-tuning stay where it is?",
        mixinStandardHelpOptions = true)
final class FlatMemory implements Callable<Integer> {

    private static final List<String> FIXED_HEAP = List.of("-Xms768m", "-Xmx768m", "-XX:+AlwaysPreTouch");

    @Option(names = "--threads", defaultValue = "2", description = "Of the run. Default: ${DEFAULT-VALUE}")
    private int threads;

    @Mixin
    private FlatMemoryOptions options = new FlatMemoryOptions();

    @Override
    public Integer call() throws Exception {
        List<String> command = new ArrayList<>(ChildJvm.command(FIXED_HEAP, threads, "learning", "flat-memory-child"));
        command.addAll(options.arguments());
        return ChildJvm.builder(command, threads)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
    }
}
