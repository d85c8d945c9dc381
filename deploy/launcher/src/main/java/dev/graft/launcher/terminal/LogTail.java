package dev.graft.launcher.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The end of a growing log file, printed whole line by whole line; a file that was begun anew is read from its start. */
public final class LogTail {

    private static final int CHUNK = 64 * 1024;

    private final Path file;
    private final String prefix;
    private final PrintStream out;
    private long position;

    /** @param prefix before every line */
    public LogTail(Path file, String prefix, PrintStream out) {
        this.file = file;
        this.prefix = prefix;
        this.out = out;
    }

    /** Prints at most the last {@code count} lines; nothing when there is no file yet. */
    public void last(int count) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        position = bytes.length;
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        lines.subList(Math.max(0, lines.size() - count), lines.size()).forEach(this::print);
    }

    /** Prints the whole lines that have come since. */
    public void more() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() < position) {
                position = 0;
            }
            ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
            while (channel.read(buffer.clear(), position) > 0) {
                int end = lastLineEnd(buffer);
                if (end == 0) {
                    return;
                }
                new String(buffer.array(), 0, end, StandardCharsets.UTF_8)
                        .lines()
                        .forEach(this::print);
                position += end;
            }
        } catch (NoSuchFileException e) {
            position = 0;
        }
    }

    /** The bytes up to and with the last line feed; the whole buffer when one line fills it. */
    private static int lastLineEnd(ByteBuffer buffer) {
        int end = buffer.position();
        while (end > 0 && buffer.get(end - 1) != '\n') {
            end--;
        }
        return end == 0 && !buffer.hasRemaining() ? buffer.position() : end;
    }

    private void print(String line) {
        out.println(prefix + line);
    }
}
