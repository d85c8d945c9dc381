package ai.djl.pytorch.engine;

import ai.djl.ndarray.BaseNDManager;
import java.lang.reflect.Field;
import java.util.Map;

/** Counts the arrays that the engine holds; it lies in the engine's package to reach the root of all managers. */
public final class NativeHandles {

    private NativeHandles() {}

    /** Live arrays of all managers. */
    public static int count() throws ReflectiveOperationException {
        Field resources = BaseNDManager.class.getDeclaredField("resources");
        resources.setAccessible(true);
        return count(PtNDManager.getSystemManager(), resources);
    }

    private static int count(Object manager, Field resources) throws IllegalAccessException {
        int count = 0;
        for (Object resource : ((Map<?, ?>) resources.get(manager)).values()) {
            count += resource instanceof BaseNDManager ? count(resource, resources) : 1;
        }
        return count;
    }
}
