package dev.graft.launcher.lifecycle;

import dev.graft.launcher.mesh.MeshHome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to start and stop processes of one mesh; held by one launcher at a time.
 *
 * <p>It is a lock of the operating system on a file, so it is free again the moment its holder ends, however it ends.
 * The file's text, the holder's process id, is for the message alone.
 */
public final class LauncherLock implements AutoCloseable {

    /** Far behind the text: some systems let nobody read what is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final FileChannel channel;

    private LauncherLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws LockedException when another launcher holds it */
    public static LauncherLock take(MeshHome home) throws IOException, LockedException {
        Path file = home.run().resolve("launcher.lock");
        Files.createDirectories(home.run());
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new LockedException(Files.readString(file).trim());
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        return new LauncherLock(channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Another launcher is at work on the same mesh. */
    public static final class LockedException extends Exception {
        private static final long serialVersionUID = 1;

        LockedException(String holder) {
            super("another graft (process " + holder + ") is starting or stopping this mesh; wait for it to end");
        }
    }
}
