package dev.graft.launcher.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was reported, as {@code service: what}. */
final class RecordedProgress implements Progress {

    private final List<String> lines = new CopyOnWriteArrayList<>();

    List<String> lines() {
        return lines;
    }

    @Override
    public void starting(String service) {
        lines.add(service + ": starting");
    }

    @Override
    public void ready(String service, String how, Duration took) {
        lines.add(service + ": " + how);
    }

    @Override
    public void failed(String service, String reason) {
        lines.add(service + ": " + reason);
    }

    @Override
    public void stopping(String service) {
        lines.add(service + ": stopping");
    }

    @Override
    public void stopped(String service, String how, Duration took) {
        lines.add(service + ": " + how);
    }

    @Override
    public void note(String service, String text) {
        lines.add(service + ": " + text);
    }
}
