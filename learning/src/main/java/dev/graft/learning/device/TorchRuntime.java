package dev.graft.learning.device;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

/**
 * The PyTorch engine of this JVM: started once, offline, with a pinned number of threads.
 *
 * <p>The thread count is part of a run's lineage: the same seed gives the same bits only with the same count. It comes
 * from the system property {@value #THREADS}, else from the environment's {@code GRAFT_THREADS}: a number, or
 * {@code measure} to try which is the fastest. Else it is the number of processors.
 */
public final class TorchRuntime {

    /** System property: threads that one operation may use, 1 to 256, or {@code measure}. */
    public static final String THREADS = "graft.threads";

    private TorchRuntime() {}

    /** Loads the engine where that has not happened; downloads nothing. */
    public static Engine start() {
        return Holder.ENGINE;
    }

    /** Threads that one operation uses. */
    public static int threads() {
        return Holder.COUNT.threads();
    }

    /** Where that number comes from, with what was measured, for a person. */
    public static String threadsReason() {
        return Holder.COUNT.reason();
    }

    /** Asks for a number of threads, or {@code measure}, before the engine starts; refuses anything else. */
    public static void askForThreads(String wanted) {
        ThreadCount.check(wanted);
        System.setProperty(THREADS, wanted);
    }

    /** Fixes the thread count for work of the calling thread. */
    public static void pinThreads() {
        pinThreads(threads());
    }

    /**
     * Fixes another thread count for work of the calling thread, such as the one that a checkpoint was made with. Threads
     * that computed before keep theirs; one that never did begins with the count that was fixed last, so each thread that
     * computes fixes its own.
     */
    public static void pinThreads(int count) {
        start();
        JniUtils.setNumThreads(count);
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

    private static final class Holder {
        static final Engine ENGINE;
        static final ThreadCount COUNT;

        static {
            String wanted = System.getProperty(THREADS, System.getenv().getOrDefault("GRAFT_THREADS", ""))
                    .strip();
            ThreadCount.check(wanted);
            boolean measures = wanted.equals(ThreadCount.MEASURE);
            ThreadCount first = ThreadCount.of(measures ? "" : wanted);
            System.setProperty("ai.djl.offline", "true");
            System.setProperty("OPT_OUT_TRACKING", "true");
            System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(first.threads()));
            ENGINE = Engine.getEngine("PyTorch");
            COUNT = measures ? ThreadMeasurement.run(ENGINE, first.threads(), PhysicalCores.count()) : first;
            JniUtils.setNumThreads(COUNT.threads());
        }
    }
}
