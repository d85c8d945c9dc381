package dev.graft.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files behind the objects: {@code <root>/<bucket>/<key>}, and those that are still coming in. */
final class BlobFiles {

    /** No legal bucket name, so that no request reaches it. */
    static final String INCOMING = ".incoming";

    /** The attribute that the store beneath writes when an object is whole. */
    private static final String E_TAG = "user.content-md5";

    /** How the store beneath calls what it is putting together. */
    private static final Pattern UNFINISHED = Pattern.compile("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");

    private final Path root;

    BlobFiles(Path root) {
        this.root = root;
    }

    /**
     * Creates the folders and throws away what a killed process had not finished receiving.
     *
     * @throws IOException when the folder cannot be written, or keeps no extended attributes, where the ETags are
     */
    void open(String bucket) throws IOException {
        Path folder = Files.createDirectories(root.resolve(bucket));
        Path incoming = Files.createDirectories(root.resolve(INCOMING));
        delete(incoming, file -> true);
        requireAttributes(incoming);
        // An upload in parts is put together in the bucket itself; the ETag comes last, and a listing fails without.
        delete(folder, file -> UNFINISHED.matcher(file.toString()).find() && !hasETag(file));
    }

    private static void delete(Path folder, Predicate<Path> unfinished) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(Files::isRegularFile).filter(unfinished).toList()) {
                Files.delete(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void requireAttributes(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, "probe", "");
        try {
            UserDefinedFileAttributeView view = Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
            if (view == null) {
                throw new IOException("this system has no extended attributes");
            }
            view.write(E_TAG, ByteBuffer.allocate(1));
        } catch (IOException e) {
            throw new IOException(
                    "the file system of " + folder + " keeps no extended attributes; use another folder", e);
        } finally {
            Files.delete(probe);
        }
    }

    private static boolean hasETag(Path file) {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        try {
            return view.list().contains(E_TAG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException when the key names no file inside its bucket, as {@code a/../../b} */
    void requireObject(String bucket, String key) {
        pathOf(bucket, key);
    }

    /** Moves a file that has come in to its place, in one step for every reader. */
    void publish(String incoming, String bucket, String key) {
        Path target = pathOf(bucket, key);
        try {
            Files.createDirectories(target.getParent());
            Files.move(
                    root.resolve(INCOMING).resolve(incoming),
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException("a prefix of the key " + key + " is an object itself", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void deleteIncoming(String incoming) {
        try {
            Files.deleteIfExists(root.resolve(INCOMING).resolve(incoming));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path pathOf(String bucket, String key) {
        Path folder = root.resolve(bucket);
        Path path = folder.resolve(key).normalize();
        if (!path.startsWith(folder) || path.equals(folder)) {
            throw new IllegalArgumentException("not a key of a file: " + key);
        }
        return path;
    }
}
