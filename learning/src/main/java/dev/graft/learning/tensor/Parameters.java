package dev.graft.learning.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The named weights of a network on one device; closing it frees them. Reading is safe from many threads, replacing is
 * not.
 */
public final class Parameters implements AutoCloseable {

    private final NDManager manager;
    private final SortedMap<String, NDArray> arrays = new TreeMap<>();
    private final Map<String, NDArray> covers = new HashMap<>();

    /** Copies {@code weights} to the device of {@code parent}. */
    public Parameters(NDManager parent, Map<String, HostTensor> weights) {
        this.manager = parent.newSubManager();
        weights.forEach(this::put);
    }

    /** The weight of that name; fails with {@link IllegalArgumentException} on an unknown one. */
    public NDArray get(String name) {
        NDArray cover = covers.get(name);
        NDArray array = cover == null ? arrays.get(name) : cover;
        if (array == null) {
            throw new IllegalArgumentException("no weight is named " + name);
        }
        return array;
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(arrays.keySet());
    }

    /** The manager that owns the weights; constants that live as long as they do belong there too. */
    public NDManager manager() {
        return manager;
    }

    /**
     * Adds a weight, or replaces the one of the same name, which loses its gradient and its {@code requiresGradient}.
     * The copy lies in the engine's own (aligned) memory, so results do not depend on where the JVM put the source.
     */
    public void put(String name, HostTensor tensor) {
        replace(name, copy(manager, tensor));
    }

    /**
     * Replaces a weight by one over the same memory without a gradient: the backward pass then hands over the gradient
     * that it has computed, and need not add it to one that was set to zero before.
     *
     * @param learns whether the weight wants a gradient
     */
    public void renew(String name, boolean learns) {
        NDArray fresh = get(name).stopGradient();
        fresh.attach(manager);
        fresh.setRequiresGradient(learns);
        replace(name, fresh);
    }

    /** An array with a copy of {@code tensor} in the engine's own memory. */
    public static NDArray copy(NDManager manager, HostTensor tensor) {
        try (NDArray view = manager.create(tensor.values(), tensor.shape())) {
            return view.duplicate();
        }
    }

    /**
     * Lets {@link #get} give an array in place of a weight, until {@link #uncover}: what a network computes with may
     * depend on weights that learn elsewhere.
     */
    public void cover(String name, NDArray array) {
        covers.put(name, array);
    }

    /** Lets {@link #get} give all weights themselves again. */
    public void uncover() {
        covers.clear();
    }

    /** Views of the named weights; see {@link #view}. */
    public SortedMap<String, HostTensor> views(Collection<String> names) {
        SortedMap<String, HostTensor> views = new TreeMap<>();
        for (String name : names) {
            views.put(name, view(get(name)));
        }
        return views;
    }

    /**
     * The values of an array of float32 as a tensor: on the CPU a view of its own memory, valid only as long as the
     * array is open and unchanged, else a copy.
     */
    public static HostTensor view(NDArray array) {
        boolean onHost = array.getDevice().equals(Device.cpu());
        try (NDArray copy = onHost ? null : array.toDevice(Device.cpu(), true)) {
            NDArray source = copy == null ? array : copy;
            return new HostTensor(
                    array.getShape(),
                    source.toByteBuffer(onHost).order(ByteOrder.nativeOrder()).asFloatBuffer());
        }
    }

    @Override
    public void close() {
        manager.close();
    }

    private void replace(String name, NDArray array) {
        NDArray old = arrays.put(name, array);
        if (old != null) {
            old.close();
        }
    }
}
