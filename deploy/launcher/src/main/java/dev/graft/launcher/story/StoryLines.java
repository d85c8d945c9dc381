package dev.graft.launcher.story;

import dev.graft.launcher.terminal.Figures;
import dev.graft.launcher.terminal.Terminal;
import dev.graft.launcher.terminal.Terminal.Colour;
import java.time.Duration;

/** The lines of a story, each with the time since it began; the last one may change in place on a terminal. */
final class StoryLines {

    private static final String BACK_AND_CLEAR = "\r\u001B[2K";

    private final Terminal terminal;
    private final long begun = System.nanoTime();
    private boolean open;

    StoryLines(Terminal terminal) {
        this.terminal = terminal;
    }

    void line(Colour colour, String text) {
        finish();
        terminal.out().println(stamp() + terminal.paint(colour, text));
    }

    /** A line that the next such call replaces on a terminal, and that stays elsewhere. */
    void changing(Colour colour, String text) {
        String line = stamp() + terminal.paint(colour, text);
        if (terminal.live()) {
            terminal.out().print((open ? BACK_AND_CLEAR : "") + line);
            terminal.out().flush();
            open = true;
        } else {
            terminal.out().println(line);
        }
    }

    /** Leaves a changing line as it is. */
    void finish() {
        if (open) {
            terminal.out().println();
            open = false;
        }
    }

    private String stamp() {
        String time = Figures.time(Duration.ofNanos(System.nanoTime() - begun));
        return terminal.paint(Colour.GREY, String.format("%10s  ", time));
    }
}
