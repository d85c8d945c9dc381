package dev.graft.learning.device;

import ai.djl.pytorch.jni.JniUtils;

/**
 * Whether the calling thread records gradients, for the length of a try block; the former state comes back at its end.
 * The engine keeps this state per thread, and it is on in every thread but the one that loaded the engine.
 */
public final class GradMode implements AutoCloseable {

    private final boolean before;

    private GradMode(boolean on) {
        TorchRuntime.start();
        this.before = JniUtils.isGradMode();
        JniUtils.setGradMode(on);
    }

    public static GradMode on() {
        return new GradMode(true);
    }

    public static GradMode off() {
        return new GradMode(false);
    }

    @Override
    public void close() {
        JniUtils.setGradMode(before);
    }
}
