package dev.graft.trainer.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders on the local disk for the length of an attempt; what a killed process left behind goes at the next start. */
public final class WorkFolders {
    private static final String PREFIX = "run-";

    private final Path root;

    public WorkFolders(Path root) {
        this.root = root;
    }

    /** A new, empty folder of this process. */
    public Path create() {
        try {
            Files.createDirectories(root);
            return Files.createTempDirectory(
                    root, PREFIX + ProcessHandle.current().pid() + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("the trainer's data folder " + root + " cannot be written", e);
        }
    }

    public static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the folders of processes that are gone. */
    public void sweep() {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> all = Files.list(root)) {
            List<Path> orphans = all.filter(WorkFolders::isOrphan).toList();
            orphans.forEach(WorkFolders::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOrphan(Path folder) {
        String name = String.valueOf(folder.getFileName());
        String[] parts = name.split("-", -1);
        if (!name.startsWith(PREFIX) || parts.length < 3 || !parts[1].matches("\\d{1,18}")) {
            return false;
        }
        long pid = Long.parseLong(parts[1]);
        return pid == ProcessHandle.current().pid()
                || ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }
}
