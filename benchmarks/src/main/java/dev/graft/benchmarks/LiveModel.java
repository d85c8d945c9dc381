package dev.graft.benchmarks;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.launcher.client.StoreAddress;
import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A task's live version as its files lie in the object store, read with an S3 client alone. */
public final class LiveModel {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final MinioClient client;
    private final String bucket;
    private final ModelVersion version;

    public LiveModel(StoreAddress store, String task) throws IOException {
        client = store.client();
        bucket = store.bucket();
        ModelAlias alias = read(StoreLayout.modelAlias(task, ModelAlias.CHAMPION), ModelAlias.class);
        version = read(StoreLayout.modelVersion(task, alias.version()), ModelVersion.class);
    }

    public int version() {
        return version.version();
    }

    /** Fetches the folder; {@link IOException} when a file's checksum is not the announced one. */
    public void downloadTo(Path folder) throws IOException {
        ModelFolder model = version.evaluation().run().model();
        String prefix = model.uri().substring(("s3://" + bucket + "/").length());
        for (ModelFolder.File file : model.files()) {
            Path target = folder.resolve(file.path());
            Files.createDirectories(target.getParent());
            download(prefix + file.path(), file.sha256(), target);
        }
    }

    private void download(String key, String sha256, Path target) throws IOException {
        try (InputStream in = open(key);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
                OutputStream out = Files.newOutputStream(target)) {
            digest.transferTo(out);
            String found = HexFormat.of().formatHex(digest.getMessageDigest().digest());
            if (!found.equals(sha256)) {
                throw new IOException(key + " has SHA-256 " + found + ", not " + sha256);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private <T> T read(String key, Class<T> type) throws IOException {
        try (InputStream in = open(key)) {
            return JSON.readValue(in, type);
        }
    }

    private InputStream open(String key) throws IOException {
        try {
            return client.getObject(
                    GetObjectArgs.builder().bucket(bucket).object(key).build());
        } catch (MinioException | GeneralSecurityException e) {
            throw new IOException("cannot read " + key + ": " + e.getMessage(), e);
        }
    }
}
