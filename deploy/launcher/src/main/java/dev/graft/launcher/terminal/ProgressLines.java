package dev.graft.launcher.terminal;

import dev.graft.launcher.lifecycle.Progress;
import dev.graft.launcher.terminal.Terminal.Colour;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The progress of services, a line each: redrawn in place with a running clock on a terminal, a new plain line for each
 * change elsewhere. Thread-safe.
 */
public final class ProgressLines implements Progress, AutoCloseable {

    private static final int NAME_WIDTH = 10;
    private static final long REDRAW_MILLIS = 100;
    private static final String UP_AND_CLEAR = "\u001B[1A\u001B[2K";

    private record Line(Colour colour, String text, boolean clock, long begunAt) {}

    private final Terminal terminal;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private int drawn;

    public ProgressLines(Terminal terminal) {
        this.terminal = terminal;
        if (terminal.live()) {
            ticker.scheduleAtFixedRate(this::redraw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void starting(String service) {
        show(service, new Line(Colour.YELLOW, "starting …", true, System.nanoTime()));
    }

    @Override
    public void ready(String service, String how, Duration took) {
        String text = how.equals("ready") ? "ready in " + Figures.time(took) : how;
        show(service, new Line(Colour.GREEN, text, false, 0));
    }

    @Override
    public void failed(String service, String reason) {
        show(service, new Line(Colour.RED, reason, false, 0));
    }

    @Override
    public void stopping(String service) {
        show(service, new Line(Colour.YELLOW, "stopping …", true, System.nanoTime()));
    }

    @Override
    public void stopped(String service, String how, Duration took) {
        show(service, new Line(Colour.GREY, how + " in " + Figures.time(took), false, 0));
    }

    @Override
    public void note(String service, String text) {
        show(service, new Line(Colour.YELLOW, text, false, 0));
    }

    private synchronized void show(String service, Line line) {
        lines.put(service, line);
        if (terminal.live()) {
            redraw();
        } else {
            terminal.out().println(text(service, line));
        }
    }

    private synchronized void redraw() {
        StringBuilder screen = new StringBuilder(UP_AND_CLEAR.repeat(drawn));
        lines.forEach((service, line) -> screen.append(text(service, line)).append(System.lineSeparator()));
        terminal.out().print(screen);
        terminal.out().flush();
        drawn = lines.size();
    }

    private String text(String service, Line line) {
        String clock = line.clock() && terminal.live()
                ? " " + Figures.time(Duration.ofNanos(System.nanoTime() - line.begunAt()))
                : "";
        String name = service + " ".repeat(Math.max(0, NAME_WIDTH - service.length()));
        return "  " + name + "  " + terminal.paint(line.colour(), line.text() + clock);
    }

    /** Draws the last state and leaves the lines where they are. */
    @Override
    public synchronized void close() {
        ticker.shutdownNow();
        if (terminal.live()) {
            redraw();
        }
    }
}
