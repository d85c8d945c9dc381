package dev.graft.learning.device;

import ai.djl.Device;

/** Devices as {@link DeviceChoice} spells them. */
public final class DeviceNames {

    private DeviceNames() {}

    /** {@code cpu} or {@code gpu:N}. */
    public static String of(Device device) {
        return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
    }
}
