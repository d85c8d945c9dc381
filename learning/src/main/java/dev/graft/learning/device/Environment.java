package dev.graft.learning.device;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the machine offers for learning, as found by {@link EnvironmentCheck}; {@link #toString()} prints it for a
 * person.
 *
 * @param engine name of the deep-learning engine; {@code none} where it could not be loaded
 * @param engineVersion its version
 * @param natives flavour and platform of the native libraries, such as {@code cpu linux-x86_64}
 * @param threads that one operation uses
 * @param threadsReason why so many, with what was measured; null in what older versions wrote
 * @param processors that the JVM sees
 * @param device that {@code auto} stands for
 * @param gpus every GPU that the engine can use
 * @param gpuDriver the kernel driver's version line; {@code none} without one
 * @param problems what is wrong or slow, most serious first, each with a remedy
 */
public record Environment(
        String engine,
        String engineVersion,
        String natives,
        int threads,
        @Nullable String threadsReason,
        int processors,
        String device,
        List<Gpu> gpus,
        String gpuDriver,
        List<Problem> problems) {

    public Environment {
        gpus = List.copyOf(gpus);
        problems = List.copyOf(problems);
    }

    /**
     * A GPU.
     *
     * @param name as {@link DeviceChoice} spells it
     * @param totalBytes its memory
     * @param usedBytes taken by all processes
     */
    public record Gpu(String name, long totalBytes, long usedBytes) {}

    /**
     * Something wrong with the machine.
     *
     * @param fatal whether nothing can be learnt before it is mended; else it costs speed only
     * @param what in one sentence
     * @param remedy what a person does about it
     */
    public record Problem(boolean fatal, String what, String remedy) {}

    /** Whether a model can be trained and used here. */
    public boolean usable() {
        return problems.stream().noneMatch(Problem::fatal);
    }

    @Override
    public String toString() {
        String cards = gpus.stream()
                .map(g -> "\n  %s, %,d MiB of %,d MiB used"
                        .formatted(g.name(), g.usedBytes() >> 20, g.totalBytes() >> 20))
                .collect(Collectors.joining());
        String faults = problems.stream()
                .map(p -> "\n  %s: %s Remedy: %s".formatted(p.fatal() ? "error" : "hint", p.what(), p.remedy()))
                .collect(Collectors.joining());
        return """
                engine   %s %s
                natives  %s
                device   %s (auto)
                threads  %d of %d processors (%s)
                driver   %s
                GPUs     %s
                problems %s""".formatted(
                        engine,
                        engineVersion,
                        natives,
                        device,
                        threads,
                        processors,
                        threadsReason == null ? "unknown why" : threadsReason,
                        gpuDriver,
                        cards.isEmpty() ? "none" : cards,
                        faults.isEmpty() ? "none" : faults);
    }
}
