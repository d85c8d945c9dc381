package dev.graft.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.StoredBackbone;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.task.Task;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A pre-trained encoder in a folder of this machine, in the Hugging Face layout; of images, as timm writes it.
 *
 * @param files those that a trainer reads, relative to the folder, in order
 */
public record BackboneFolder(Path folder, List<Path> files) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
    private static final Pattern WANTED = Pattern.compile(
            "(config|tokenizer|tokenizer_config|modules|1_Pooling/config)\\.json|model.*\\.safetensors(\\.index\\.json)?"
                    + "|(onnx/)?model\\.onnx|README\\.md|LICENSE.*");
    private static final Pattern WEIGHTS = Pattern.compile(".*\\.(safetensors|onnx)");
    private static final int DEPTH = 2;
    private static final int MOST_FILES = 1_000;
    private static final int NOT_FOUND = 404;
    private static final int PRECONDITION_FAILED = 412;

    /** @throws IllegalArgumentException when the folder lacks what a trainer needs, saying what */
    public static BackboneFolder of(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder, DEPTH)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .filter(file -> WANTED.matcher(key(file)).matches())
                    .sorted()
                    .toList();
            if (files.size() > MOST_FILES) {
                throw new IllegalArgumentException(
                        folder + " has " + files.size() + " files of a model; at most " + MOST_FILES + " are sent");
            }
            require(files, Pattern.compile("config\\.json"), folder + " has no config.json");
            if (!isForImages(folder)) {
                require(
                        files,
                        Pattern.compile("tokenizer\\.json"),
                        folder + " has no tokenizer.json: save the model's fast tokenizer into it");
            }
            require(files, WEIGHTS, folder + " has neither model.safetensors (nor its shards) nor model.onnx");
            return new BackboneFolder(folder, files);
        }
    }

    private static boolean isForImages(Path folder) throws IOException {
        JsonNode config = JSON.readTree(folder.resolve("config.json").toFile());
        return config.has("architecture") || config.path("model_type").asText().equals("graft-image-backbone");
    }

    /**
     * Puts the files into the store, each upload in a place of its own, then the manifest that makes one a backbone.
     *
     * @param progress hears each file before it is sent
     * @throws IllegalArgumentException when the name is none, or taken
     */
    public StoredBackbone upload(
            String name, String origin, String licence, StoreAddress store, Consumer<String> progress)
            throws IOException {
        if (name.equals(Task.AUTO_BACKBONE)) {
            throw new IllegalArgumentException("'" + name + "' lets the trainer choose; it names no backbone");
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a backbone's name is 1 to 100 lower-case letters, digits, dots,"
                    + " underscores and hyphens, not '" + name + "'");
        }
        MinioClient client = store.client();
        String prefix = StoreLayout.backboneUploadPrefix(name, UUID.randomUUID().toString());
        try {
            refuseTaken(name, store, client);
            List<ModelFolder.File> sent = new ArrayList<>();
            for (Path file : files) {
                Path whole = folder.resolve(file);
                progress.accept(key(file) + ", " + Files.size(whole) / 1_000_000 + " MB");
                sent.add(new ModelFolder.File(key(file), BatchFile.sha256(whole), Files.size(whole)));
                client.uploadObject(UploadObjectArgs.builder()
                        .bucket(store.bucket())
                        .object(prefix + key(file))
                        .filename(whole.toString())
                        .build());
            }
            ModelFolder stored = new ModelFolder("s3://" + store.bucket() + "/" + prefix, sent);
            StoredBackbone backbone = new StoredBackbone(name, origin, licence, stored);
            write(backbone, store, client);
            return backbone;
        } catch (MinioException | GeneralSecurityException e) {
            throw new IOException("the object store did not take the backbone: " + e.getMessage(), e);
        }
    }

    private static void refuseTaken(String name, StoreAddress store, MinioClient client)
            throws MinioException, GeneralSecurityException, IOException {
        try {
            client.statObject(StatObjectArgs.builder()
                    .bucket(store.bucket())
                    .object(StoreLayout.backboneManifest(name))
                    .build());
        } catch (ErrorResponseException e) {
            if (e.response().code() == NOT_FOUND) {
                return;
            }
            throw e;
        }
        throw taken(name);
    }

    /** Written only where none lies yet, so of two that come at once one wins. */
    private static void write(StoredBackbone backbone, StoreAddress store, MinioClient client)
            throws MinioException, GeneralSecurityException, IOException {
        byte[] manifest = JSON.writeValueAsBytes(backbone);
        try {
            client.putObject(PutObjectArgs.builder()
                    .bucket(store.bucket())
                    .object(StoreLayout.backboneManifest(backbone.name()))
                    .headers(Map.of("If-None-Match", "*"))
                    .contentType("application/json")
                    .stream(new ByteArrayInputStream(manifest), manifest.length, -1)
                    .build());
        } catch (ErrorResponseException e) {
            if (e.response().code() == PRECONDITION_FAILED) {
                throw taken(backbone.name());
            }
            throw e;
        }
    }

    private static IllegalArgumentException taken(String name) {
        return new IllegalArgumentException("the store has a backbone '" + name
                + "' already, and models were perhaps trained from it; give this one another name");
    }

    private static void require(List<Path> files, Pattern wanted, String complaint) {
        if (files.stream().noneMatch(file -> wanted.matcher(key(file)).matches())) {
            throw new IllegalArgumentException(complaint);
        }
    }

    private static String key(Path file) {
        return file.toString().replace('\\', '/');
    }
}
