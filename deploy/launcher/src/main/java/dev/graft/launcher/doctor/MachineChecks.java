package dev.graft.launcher.doctor;

import com.sun.management.OperatingSystemMXBean;
import dev.graft.launcher.terminal.Figures;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The machine itself: Java, Maven, processors, memory, the platform of the native libraries, GPU, Docker. */
public final class MachineChecks implements Check {

    private static final int JAVA = 17;
    private static final int CORES = 2;
    private static final long MEMORY_WANTED = 4L << 30;
    private static final long MEMORY_NEEDED = 2L << 30;
    private static final Pattern MAVEN_VERSION = Pattern.compile("Apache Maven (\\d+)\\.(\\d+)");
    private static final int MAVEN_MAJOR = 3;
    private static final int MAVEN_MINOR = 8;

    @Override
    public List<Finding> run() {
        return List.of(java(), maven(), cores(), memory(), natives(), gpu(), docker());
    }

    private static Finding java() {
        Path home = Path.of(System.getProperty("java.home"));
        String what = Runtime.version() + " at " + home;
        if (Runtime.version().feature() < JAVA) {
            return Finding.fail("Java", what, "install a JDK " + JAVA + " or newer and set JAVA_HOME to it");
        }
        boolean compiler = ModuleLayer.boot().findModule("jdk.compiler").isPresent();
        return compiler
                ? Finding.ok("Java", what)
                : Finding.warn("Java", what + ", without a compiler", "install a JDK: the build needs it");
    }

    private static Finding maven() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        Optional<Matcher> version = Tool.output(windows ? "mvn.cmd" : "mvn", "--version")
                .map(MAVEN_VERSION::matcher)
                .filter(Matcher::find);
        if (version.isEmpty()) {
            return Finding.warn("Maven", "not found", "install Maven 3.8 or newer: it builds Graft");
        }
        int major = Integer.parseInt(version.get().group(1));
        int minor = Integer.parseInt(version.get().group(2));
        return major > MAVEN_MAJOR || major == MAVEN_MAJOR && minor >= MAVEN_MINOR
                ? Finding.ok("Maven", major + "." + minor)
                : Finding.warn("Maven", major + "." + minor, "install Maven 3.8 or newer");
    }

    private static Finding cores() {
        int cores = Runtime.getRuntime().availableProcessors();
        return cores >= CORES
                ? Finding.ok("Processors", String.valueOf(cores))
                : Finding.warn("Processors", String.valueOf(cores), "the mesh starts and learns slowly on one");
    }

    private static Finding memory() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long total = system.getTotalMemorySize();
        String what = Figures.bytes(total);
        if (total < MEMORY_NEEDED) {
            return Finding.fail("Memory", what, "the mesh needs 2 GB, and 4 GB to be at ease");
        }
        return total < MEMORY_WANTED
                ? Finding.warn("Memory", what, "4 GB are better: eight JVMs and one model in training")
                : Finding.ok("Memory", what);
    }

    private static Finding natives() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch");
        boolean intel = processor.equals("amd64") || processor.equals("x86_64");
        String what = system + ", " + processor;
        if (system.startsWith("linux") && intel) {
            return musl()
                    ? Finding.fail(
                            "Natives", what + ", musl", "PyTorch's libraries need glibc: use Debian, Ubuntu, Fedora …")
                    : Finding.ok("Natives", what + ": PyTorch for linux-x86_64");
        }
        boolean known =
                system.startsWith("mac") && processor.equals("aarch64") || system.startsWith("windows") && intel;
        return known
                ? Finding.ok("Natives", what + ": PyTorch from a Maven artefact")
                : Finding.fail(
                        "Natives",
                        what + ": no PyTorch libraries among the Maven artefacts",
                        "use Linux or Windows on x86-64, or macOS on Apple silicon");
    }

    private static boolean musl() {
        return Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"))
                && !Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"));
    }

    private static Finding gpu() {
        return Tool.output("nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader")
                .filter(listed -> !listed.isBlank())
                .map(listed -> Finding.ok(
                        "GPU", listed.replace("\n", "; ") + " (used by a build with mvn -Pgpu and GRAFT_DEVICE=auto)"))
                .orElse(Finding.ok("GPU", "none seen: the mesh learns on the processors"));
    }

    private static Finding docker() {
        return Tool.output("docker", "--version")
                .map(version -> Finding.ok("Docker", version + " (not needed)"))
                .orElse(Finding.ok("Docker", "none (not needed)"));
    }
}
