package dev.graft.learning.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checkpoints in a local folder, of which only the last is kept; for one process at a time. */
public final class FolderCheckpoints implements CheckpointStore {

    private static final String PREFIX = "epoch-";

    private final Path folder;

    public FolderCheckpoints(Path folder) {
        this.folder = folder;
    }

    @Override
    public void save(Checkpoint checkpoint) throws IOException {
        Path target =
                folder.resolve(PREFIX + "%05d".formatted(checkpoint.state().epochsDone()));
        Path unfinished = folder.resolve("unfinished");
        delete(unfinished);
        checkpoint.writeTo(unfinished);
        delete(target);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        for (Path old : saved()) {
            if (!old.equals(target)) {
                delete(old);
            }
        }
    }

    @Override
    public Optional<Checkpoint> latest() throws IOException {
        List<Path> saved = saved();
        return saved.isEmpty() ? Optional.empty() : Optional.of(Checkpoint.readFrom(saved.get(saved.size() - 1)));
    }

    private List<Path> saved() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> String.valueOf(entry.getFileName()).startsWith(PREFIX))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(tree)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
