package dev.graft.launcher.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void prints_the_last_lines_and_then_whole_new_ones() throws Exception {
        Path log = Files.writeString(folder.resolve("a.log"), "one\ntwo\nthree\n");
        LogTail tail = new LogTail(log, "a ", out);

        tail.last(2);
        Files.writeString(log, "four\nfi", StandardOpenOption.APPEND);
        tail.more();
        Files.writeString(log, "ve\n", StandardOpenOption.APPEND);
        tail.more();

        assertThat(printed()).containsExactly("a two", "a three", "a four", "a five");
    }

    @Test
    void starts_over_when_the_file_was_begun_anew() throws Exception {
        Path log = Files.writeString(folder.resolve("a.log"), "a long line of the last run\n");
        LogTail tail = new LogTail(log, "", out);
        tail.last(0);

        Files.writeString(log, "new run\n");
        tail.more();

        assertThat(printed()).containsExactly("new run");
    }

    @Test
    void waits_for_a_file_that_is_not_there() throws Exception {
        LogTail tail = new LogTail(folder.resolve("later.log"), "", out);
        tail.last(5);
        tail.more();

        Files.writeString(folder.resolve("later.log"), "here\n");
        tail.more();

        assertThat(printed()).containsExactly("here");
    }

    private java.util.List<String> printed() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
