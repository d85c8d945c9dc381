package dev.graft.learning.device;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

/**
 * The PyTorch engine of this JVM: started once, offline, with a pinned number of threads.
 *
 * <p>The thread count is part of a run's lineage: the same seed gives the same bits only with the same count. It comes
 * from the system property {@value #THREADS}, else from the environment's {@code GRAFT_THREADS}, else it is the number
 * of processors.
 */
public final class TorchRuntime {

    /** System property: threads that one operation may use, 1 to 256. */
    public static final String THREADS = "graft.threads";

    private static final int MAX_THREADS = 256;

    private TorchRuntime() {}

    /** Loads the engine where that has not happened; downloads nothing. */
    public static Engine start() {
        return Holder.ENGINE;
    }

    /** Threads that one operation uses. */
    public static int threads() {
        return Holder.THREAD_COUNT;
    }

    /** Fixes the thread count for work of the calling thread; the engine keeps it per thread. */
    public static void pinThreads() {
        start();
        JniUtils.setNumThreads(threads());
    }

    /** The device behind a choice; a GPU that is not there fails with {@link IllegalStateException} and a remedy. */
    public static Device resolve(DeviceChoice choice) {
        int gpus = start().getGpuCount();
        return switch (choice.kind()) {
            case CPU -> Device.cpu();
            case AUTO -> gpus > 0 ? Device.gpu(0) : Device.cpu();
            case GPU -> {
                if (choice.index() >= gpus) {
                    throw new IllegalStateException("device " + choice + " was asked for, but the engine sees " + gpus
                            + " GPUs; use the device cpu or auto, or build with -Pgpu on a machine with a CUDA 12"
                            + " driver");
                }
                yield Device.gpu(choice.index());
            }
        };
    }

    /** A new owner of arrays on the chosen device; the caller closes it. */
    public static NDManager newManager(DeviceChoice choice) {
        return start().newBaseManager(resolve(choice));
    }

    private static int threadCount() {
        String wanted = System.getProperty(THREADS, System.getenv("GRAFT_THREADS"));
        if (wanted == null || wanted.isBlank()) {
            return Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
        }
        int count = Integer.parseInt(wanted.strip());
        if (count < 1 || count > MAX_THREADS) {
            throw new IllegalArgumentException(THREADS + " must be 1 to " + MAX_THREADS + ", not " + wanted);
        }
        return count;
    }

    private static final class Holder {
        static final int THREAD_COUNT = threadCount();
        static final Engine ENGINE = load();

        private static Engine load() {
            System.setProperty("ai.djl.offline", "true");
            System.setProperty("OPT_OUT_TRACKING", "true");
            System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(THREAD_COUNT));
            return Engine.getEngine("PyTorch");
        }
    }
}
