package dev.graft.learning.device;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The device that someone asked for: {@code auto} (the first GPU, else the CPU), {@code cpu} or {@code gpu:N}.
 *
 * @param kind which of the three
 * @param index the GPU's number from 0; 0 for the other kinds
 */
public record DeviceChoice(Kind kind, int index) {

    private static final Pattern GPU = Pattern.compile("gpu(?::(\\d{1,3}))?");

    public static final DeviceChoice AUTO = new DeviceChoice(Kind.AUTO, 0);
    public static final DeviceChoice CPU = new DeviceChoice(Kind.CPU, 0);

    /** What a choice says. */
    public enum Kind {
        AUTO,
        CPU,
        GPU
    }

    /** Reads {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:N}; else {@link IllegalArgumentException}. */
    public static DeviceChoice parse(String text) {
        Matcher gpu = GPU.matcher(text);
        if (gpu.matches()) {
            return new DeviceChoice(Kind.GPU, gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1)));
        }
        return switch (text) {
            case "auto" -> AUTO;
            case "cpu" -> CPU;
            default -> throw new IllegalArgumentException("no such device: '" + text + "'; use auto, cpu or gpu:N");
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case AUTO -> "auto";
            case CPU -> "cpu";
            case GPU -> "gpu:" + index;
        };
    }
}
