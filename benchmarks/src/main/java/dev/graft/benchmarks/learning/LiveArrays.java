package dev.graft.benchmarks.learning;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.TorchRuntime;
import java.lang.reflect.Field;
import java.util.Map;

/** The native arrays that the engine holds for this process, counted from the root of all managers. */
final class LiveArrays {

    private LiveArrays() {}

    /** Throws {@link IllegalStateException} on an engine whose managers look otherwise. */
    static int count() {
        try (NDManager child = TorchRuntime.newManager(DeviceChoice.CPU)) {
            Field resources = BaseNDManager.class.getDeclaredField("resources");
            resources.setAccessible(true);
            return count(child.getParentManager(), resources);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the engine's managers do not show what they hold", e);
        }
    }

    private static int count(Object manager, Field resources) throws IllegalAccessException {
        int count = 0;
        for (Object resource : ((Map<?, ?>) resources.get(manager)).values()) {
            count += resource instanceof BaseNDManager ? count(resource, resources) : 1;
        }
        return count;
    }
}
