package dev.graft.launcher.mesh;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The key pair of the mesh's own object store; random, in a file that only its owner reads.
 *
 * @param accessKey the public half
 * @param secretKey never shown, never on a command line
 */
public record StoreCredentials(String accessKey, String secretKey) {

    private static final String ACCESS_KEY = "access-key";
    private static final String SECRET_KEY = "secret-key";
    private static final int ACCESS_KEY_BYTES = 8;
    private static final int SECRET_KEY_BYTES = 32;

    static StoreCredentials random(SecureRandom random) {
        return new StoreCredentials("graft-" + hex(random, ACCESS_KEY_BYTES), hex(random, SECRET_KEY_BYTES));
    }

    /** Reads the mesh's pair, or makes it when the mesh has none yet. */
    public static StoreCredentials of(MeshHome home) throws IOException {
        Path file = home.run().resolve("credentials");
        return Files.exists(file) ? read(file) : random(new SecureRandom()).writeTo(file);
    }

    private static StoreCredentials read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        String accessKey = properties.getProperty(ACCESS_KEY);
        String secretKey = properties.getProperty(SECRET_KEY);
        if (accessKey == null || secretKey == null) {
            throw new IOException(file + " has no " + ACCESS_KEY + " or no " + SECRET_KEY);
        }
        return new StoreCredentials(accessKey, secretKey);
    }

    private StoreCredentials writeTo(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(ACCESS_KEY, accessKey);
        properties.setProperty(SECRET_KEY, secretKey);
        StringWriter text = new StringWriter();
        properties.store(text, "The local object store's key pair");
        Path unfinished = createPrivate(file.resolveSibling(file.getFileName() + ".unfinished"));
        Files.write(unfinished, text.toString().getBytes(StandardCharsets.UTF_8));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        return this;
    }

    private static Path createPrivate(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createFile(file);
    }

    private static String hex(SecureRandom random, int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return HexFormat.of().formatHex(value);
    }

    @Override
    public String toString() {
        return "StoreCredentials[accessKey=" + accessKey + "]";
    }
}
