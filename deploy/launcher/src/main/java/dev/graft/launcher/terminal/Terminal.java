package dev.graft.launcher.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where the launcher writes: its output in UTF-8, and what that output can show.
 *
 * @param out receives all but errors
 * @param live lines can be redrawn: the output is a terminal that understands ANSI sequences
 * @param coloured the output may carry colours
 */
public record Terminal(PrintStream out, boolean live, boolean coloured) {

    /** A colour of ANSI's eight. */
    public enum Colour {
        RED(31),
        GREEN(32),
        YELLOW(33),
        CYAN(36),
        GREY(90);

        private final int code;

        Colour(int code) {
            this.code = code;
        }
    }

    /**
     * This process's own output. The start script, which can ask the system, says by {@code -Dgraft.terminal=true}
     * whether it is a terminal; {@code NO_COLOR} and {@code TERM=dumb} are respected.
     */
    public static Terminal standard(Map<String, String> environment) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        boolean live = Boolean.getBoolean("graft.terminal") && !"dumb".equals(environment.get("TERM"));
        return new Terminal(
                out, live, live && environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    public String paint(Colour colour, String text) {
        return coloured ? "\u001B[" + colour.code + "m" + text + "\u001B[0m" : text;
    }
}
