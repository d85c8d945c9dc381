package dev.graft.platform.dataset;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for the pictures of rows, so that memory need not hold them; each is a file of its row's id. */
public final class PictureFolder {
    private final Path folder;

    /** @param folder is created with the first picture */
    public PictureFolder(Path folder) {
        this.folder = folder;
    }

    /** The row with its picture on disk, from where it is read when it is asked for; a text stays as it is. */
    public DatasetRow keep(DatasetRow row) {
        if (!(row.content() instanceof RowContent.Image image)) {
            return row;
        }
        Path file = folder.resolve(row.rowId());
        try {
            Files.createDirectories(folder);
            Files.write(file, image.file().get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return row.with(new RowContent.Image(image.name(), image.perceptualHash(), () -> read(file)));
    }

    /** Deletes such a folder, or one that holds several of them; one that is not there is deleted already. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
