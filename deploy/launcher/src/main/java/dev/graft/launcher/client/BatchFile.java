package dev.graft.launcher.client;

import io.minio.MinioClient;
import io.minio.UploadObjectArgs;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A file of labelled rows, or an archive of labelled images, on this machine, as a batch announces it.
 *
 * @param format {@code csv}, {@code jsonl}, {@code parquet}, {@code zip} or {@code tar}
 * @param compression {@code none} or {@code gzip}
 * @param sha256 of the file's bytes
 */
public record BatchFile(Path path, String format, String compression, String sha256) {

    private static final String GZIP = ".gz";

    /**
     * @throws IllegalArgumentException when the name ends in none of .csv, .jsonl, .ndjson, .tar, with or without .gz, and
     *     in none of .parquet, .zip, .tgz
     */
    public static BatchFile of(Path path) throws IOException {
        String given = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        String name = given.endsWith(".tgz") ? given.replaceAll("tgz$", "tar.gz") : given;
        boolean packed = name.endsWith(GZIP);
        String bare = packed ? name.substring(0, name.length() - GZIP.length()) : name;
        return new BatchFile(path, formatOf(bare), packed ? "gzip" : "none", sha256(path));
    }

    private static String formatOf(String name) {
        if (name.endsWith(".csv")) {
            return "csv";
        }
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return "jsonl";
        }
        if (name.endsWith(".parquet")) {
            return "parquet";
        }
        if (name.endsWith(".zip")) {
            return "zip";
        }
        if (name.endsWith(".tar")) {
            return "tar";
        }
        throw new IllegalArgumentException(
                name + " is neither .csv, .jsonl or .tar (nor one of them with .gz), nor" + " .parquet, nor .zip");
    }

    /** Puts the file into the store, under its own hash. @return its URI */
    public String upload(String task, StoreAddress store) throws IOException {
        String key = "uploads/" + task + "/" + sha256 + "." + format + (compression.equals("gzip") ? GZIP : "");
        MinioClient client = store.client();
        try {
            client.uploadObject(UploadObjectArgs.builder()
                    .bucket(store.bucket())
                    .object(key)
                    .filename(path.toString())
                    .build());
        } catch (MinioException | GeneralSecurityException e) {
            throw new IOException("the object store did not take " + path + ": " + e.getMessage(), e);
        }
        return "s3://" + store.bucket() + "/" + key;
    }

    /** SHA-256 of a file, 64 lower-case hexadecimal digits. */
    static String sha256(Path path) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
