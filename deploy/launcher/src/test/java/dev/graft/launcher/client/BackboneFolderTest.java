package dev.graft.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.StoredBackbone;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.launcher.mesh.LocalMesh;
import dev.graft.launcher.mesh.StoreCredentials;
import io.minio.GetObjectArgs;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackboneFolderTest {

    @TempDir
    Path folder;

    @Test
    void puts_what_a_trainer_reads_into_the_store_once_and_the_manifest_last(@TempDir Path home) throws Exception {
        Path shard = write("model-00001-of-00002.safetensors", "one");
        write("model-00002-of-00002.safetensors", "two");
        write("model.safetensors.index.json", "{}");
        write("config.json", "{}");
        write("tokenizer.json", "{}");
        write("1_Pooling/config.json", "{}");
        write("pytorch_model.bin", "a pickle that nobody should open");
        write("notes.txt", "private");

        try (LocalMesh mesh = LocalMesh.in(home).only("store").start()) {
            StoreAddress store = new StoreAddress(
                    URI.create(mesh.storeEndpoint()),
                    new StoreCredentials(mesh.accessKey(), mesh.secretKey()),
                    mesh.bucket());
            List<String> heard = new ArrayList<>();
            StoredBackbone sent = BackboneFolder.of(folder).upload("own-bert", "us/own-bert", "mit", store, heard::add);

            assertThat(sent.folder().files())
                    .extracting(ModelFolder.File::path)
                    .containsExactly(
                            "1_Pooling/config.json",
                            "config.json",
                            "model-00001-of-00002.safetensors",
                            "model-00002-of-00002.safetensors",
                            "model.safetensors.index.json",
                            "tokenizer.json");
            assertThat(heard).hasSize(6);
            assertThat(read(store, StoreLayout.backboneManifest("own-bert")))
                    .isEqualTo(new ObjectMapper().writeValueAsBytes(sent));
            assertThat(read(store, key(sent, store) + "model-00001-of-00002.safetensors"))
                    .isEqualTo(Files.readAllBytes(shard));
            assertThatThrownBy(() -> BackboneFolder.of(folder).upload("own-bert", "x", "mit", store, heard::add))
                    .hasMessageContaining("already");
            assertThat(heard).hasSize(6);
            assertThatThrownBy(() -> BackboneFolder.of(folder).upload("Own bert", "x", "mit", store, heard::add))
                    .hasMessageContaining("lower-case letters");
            assertThatThrownBy(() -> BackboneFolder.of(folder).upload("auto", "x", "mit", store, heard::add))
                    .hasMessageContaining("auto");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "config.json, has no config.json",
        "tokenizer.json, has no tokenizer.json",
        "model.safetensors, neither model.safetensors"
    })
    void refuses_a_folder_that_lacks_something(String missing, String complaint) throws Exception {
        for (String file : List.of("config.json", "tokenizer.json", "model.safetensors")) {
            if (!file.equals(missing)) {
                write(file, "{}");
            }
        }

        assertThatThrownBy(() -> BackboneFolder.of(folder)).hasMessageContaining(complaint);
    }

    @Test
    void a_network_for_images_has_no_tokenizer() throws Exception {
        write("config.json", "{\"architecture\": \"mobilenetv2_100\"}");
        write("model.safetensors", "{}");

        assertThat(BackboneFolder.of(folder).files()).hasSize(2);
    }

    private Path write(String name, String content) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static String key(StoredBackbone sent, StoreAddress store) {
        return sent.folder().uri().substring(("s3://" + store.bucket() + "/").length());
    }

    private static byte[] read(StoreAddress store, String key) throws Exception {
        try (InputStream in = store.client()
                .getObject(GetObjectArgs.builder()
                        .bucket(store.bucket())
                        .object(key)
                        .build())) {
            return in.readAllBytes();
        }
    }
}
