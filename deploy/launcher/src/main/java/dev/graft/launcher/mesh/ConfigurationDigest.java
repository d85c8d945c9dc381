package dev.graft.launcher.mesh;

import dev.graft.launcher.process.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A short digest of all that a start depends on: command, environment, and the jars beside the program's own by name,
 * size and time. A process that carries another digest runs something else than a start now would.
 */
record ConfigurationDigest(Path jar, JavaProgram program, Map<String, String> environment) {

    private static final int LENGTH = 12;

    String value() {
        MessageDigest digest = sha256();
        add(digest, program.toString());
        add(digest, new TreeMap<>(environment).toString());
        jars().forEach(line -> add(digest, line));
        return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
    }

    private Stream<String> jars() {
        Path folder = jar.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return Stream.of("absent");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(ConfigurationDigest::stamp)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stamp(Path file) {
        try {
            return file + " " + Files.size(file) + " "
                    + Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(MessageDigest digest, String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
