package dev.graft.benchmarks.memory;

import dev.graft.benchmarks.MeshOptions;
import dev.graft.benchmarks.Results;
import dev.graft.launcher.process.ProcessTable;
import dev.graft.launcher.terminal.Figures;
import dev.graft.launcher.terminal.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Leaves a mesh alone for a while and then says what each of its processes holds in RAM. */
@Command(
        name = "idle-memory",
        description = "RSS and PSS of each process of an idle mesh (Linux).",
        mixinStandardHelpOptions = true)
public final class IdleMemory implements Callable<Integer> {
    private static final Set<String> NOT_GRAFT = Set.of("store", "broker");

    @Mixin
    private MeshOptions mesh = new MeshOptions();

    @Option(names = "--idle-seconds", defaultValue = "30", description = "Default: ${DEFAULT-VALUE}")
    private int idleSeconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (MeshOptions.RunningMesh running = mesh.open()) {
            System.out.println("Waiting " + idleSeconds + " s");
            TimeUnit.SECONDS.sleep(idleSeconds);
            List<ProcessMemory> all = new ArrayList<>();
            for (ProcessTable.Entry entry :
                    ProcessTable.of(running.plan().home().folder())) {
                all.add(ProcessMemory.of(
                        entry.identity().service(), entry.handle().pid()));
            }
            report(all);
        }
        return 0;
    }

    private static void report(List<ProcessMemory> all) throws IOException {
        Table table = new Table("process", "RSS", "PSS");
        all.forEach(
                each -> table.row(each.service(), Figures.bytes(each.resident()), Figures.bytes(each.proportional())));
        sum(table, "services together", all, each -> !NOT_GRAFT.contains(each.service()));
        sum(table, "with broker and store", all, each -> true);
        System.out.println(table);
        Results.write("idle-memory", all);
    }

    private static void sum(Table table, String name, List<ProcessMemory> all, Predicate<ProcessMemory> which) {
        table.row(
                name,
                Figures.bytes(all.stream()
                        .filter(which)
                        .mapToLong(ProcessMemory::resident)
                        .sum()),
                Figures.bytes(all.stream()
                        .filter(which)
                        .mapToLong(ProcessMemory::proportional)
                        .sum()));
    }
}
