package dev.graft.launcher.command;

import dev.graft.launcher.client.StoreAddress;
import dev.graft.launcher.doctor.Check;
import dev.graft.launcher.doctor.Finding;
import dev.graft.launcher.doctor.Finding.Level;
import dev.graft.launcher.doctor.HomeCheck;
import dev.graft.launcher.doctor.MachineChecks;
import dev.graft.launcher.doctor.MeshCheck;
import dev.graft.launcher.doctor.StoreCheck;
import dev.graft.launcher.doctor.TrainerCheck;
import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.terminal.Terminal;
import dev.graft.launcher.terminal.Terminal.Colour;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code graft doctor}. */
@Command(
        name = "doctor",
        description = "Looks at the machine, the mesh's folder and ports, the running services and the object store;"
                + " says what is wrong and what to do. Ends with 1 when something fails.")
public final class Doctor implements Callable<Integer> {

    private static final Map<Level, Colour> COLOURS =
            Map.of(Level.OK, Colour.GREEN, Level.WARN, Colour.YELLOW, Level.FAIL, Colour.RED);

    @Mixin
    private MeshOptions options = new MeshOptions();

    private final Terminal terminal;

    public Doctor(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        boolean failed = examine(List.of(new MachineChecks(), new HomeCheck(options.home())));
        if (!failed) {
            MeshPlan plan = options.plan();
            failed = examine(List.of(
                    new MeshCheck(plan),
                    new StoreCheck(StoreAddress.of(plan, System.getenv())),
                    new TrainerCheck(plan)));
        }
        return failed ? ExitCode.FAILED : ExitCode.DONE;
    }

    /** Whether something failed. */
    private boolean examine(List<Check> checks) {
        boolean failed = false;
        for (Check check : checks) {
            for (Finding finding : check.run()) {
                print(finding);
                failed |= finding.level() == Level.FAIL;
            }
        }
        return failed;
    }

    private void print(Finding finding) {
        String level = String.format("%-4s", finding.level().name().toLowerCase(Locale.ROOT));
        terminal.out()
                .printf(
                        "%s  %-10s  %s%n",
                        terminal.paint(COLOURS.getOrDefault(finding.level(), Colour.GREY), level),
                        finding.subject(),
                        finding.what());
        if (finding.remedy() != null) {
            terminal.out().printf("                  → %s%n", finding.remedy());
        }
    }
}
