package dev.graft.learning.device;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.util.Platform;
import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The look at engine, natives, driver, memory and threads that a service takes when it starts. */
public final class EnvironmentCheck {

    private static final Path DRIVER = Path.of("/proc/driver/nvidia/version");

    private EnvironmentCheck() {}

    /** Starts the engine where that has not happened and describes the machine; a failure is a problem in the result. */
    public static Environment run() {
        List<Environment.Problem> problems = new ArrayList<>();
        String driver = driver();
        try {
            Engine engine = TorchRuntime.start();
            List<Environment.Gpu> gpus = gpus(engine);
            if (gpus.isEmpty() && !driver.equals("none")) {
                problems.add(new Environment.Problem(
                        false,
                        "The machine has an NVIDIA driver, but the engine sees no GPU.",
                        "Build with -Pgpu, which takes the CUDA 12.4 natives in place of the CPU's."));
            }
            addThreadHints(problems);
            return new Environment(
                    engine.getEngineName(),
                    engine.getVersion(),
                    natives(),
                    TorchRuntime.threads(),
                    TorchRuntime.threadsReason(),
                    Runtime.getRuntime().availableProcessors(),
                    DeviceNames.of(TorchRuntime.resolve(DeviceChoice.AUTO)),
                    gpus,
                    driver,
                    problems);
        } catch (EngineException | LinkageError e) {
            problems.add(new Environment.Problem(true, "The engine could not be loaded: " + rootMessage(e) + ".", """
                    Put the natives of this platform on the class path (ai.djl.pytorch:pytorch-native-cpu with the \
                    classifier of the platform) and let DJL_CACHE_DIR name a folder with 500 MB of free space."""));
            return broken(driver, problems);
        }
    }

    private static Environment broken(String driver, List<Environment.Problem> problems) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new Environment("none", "none", "none", 0, "none", processors, "none", List.of(), driver, problems);
    }

    private static void addThreadHints(List<Environment.Problem> problems) {
        int processors = Runtime.getRuntime().availableProcessors();
        if (TorchRuntime.threads() > processors) {
            problems.add(new Environment.Problem(
                    false,
                    TorchRuntime.threads() + " threads share " + processors + " processors.",
                    "Set GRAFT_THREADS to the number of processors, or to measure."));
        }
        if (!"PASSIVE".equalsIgnoreCase(System.getenv("OMP_WAIT_POLICY"))) {
            problems.add(new Environment.Problem(
                    false,
                    "OMP_WAIT_POLICY is not PASSIVE: idle threads spin, and training slows down several times when"
                            + " other work shares the processors.",
                    "Set OMP_WAIT_POLICY=PASSIVE in the environment before the JVM starts."));
        }
    }

    private static List<Environment.Gpu> gpus(Engine engine) {
        return IntStream.range(0, engine.getGpuCount())
                .mapToObj(Device::gpu)
                .map(EnvironmentCheck::gpu)
                .toList();
    }

    private static Environment.Gpu gpu(Device device) {
        MemoryUsage memory = CudaUtils.getGpuMemory(device);
        return new Environment.Gpu(DeviceNames.of(device), memory.getMax(), memory.getCommitted());
    }

    private static String natives() {
        Platform platform = Platform.detectPlatform("pytorch");
        return platform.getFlavor() + " " + platform.getClassifier();
    }

    private static String driver() {
        if (!Files.isReadable(DRIVER)) {
            return "none";
        }
        try {
            return Files.readAllLines(DRIVER).stream().findFirst().orElse("none");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + DRIVER, e);
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }
}
