package dev.graft.predictor;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.platform.signing.ModelSigner;
import dev.graft.platform.signing.SignedVersions;
import dev.graft.platform.store.ObjectStore;
import dev.graft.predictor.serving.ServedModel;
import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.SwapChampion;
import dev.graft.predictor.serving.SwapChampion.Outcome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A predictor with a public key serves what was signed with its private one, and nothing else. */
@QuarkusTest
@QuarkusTestResource(LocalStoreAndBroker.class)
@QuarkusTestResource(value = SigningKeyFiles.class, restrictToAnnotatedClass = true)
class SignedChampionsTest {
    private final String task = "petals-" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    TestRegistry registry;

    @Inject
    ObjectStore store;

    @Inject
    SwapChampion swap;

    @Inject
    ServedModels served;

    @TempDir
    Path folder;

    @BeforeEach
    void serve_a_signed_version() throws IOException {
        ModelFolder model = registry.uploaded(task, 1, model("first", 4));
        sign(SigningKeyFiles.signer(), 1, model);
        registry.promote(task, 1, model);
        swap.bringUpToDate(task);
        assertThat(served.find(task).map(ServedModel::version)).contains(1);
    }

    @Test
    void a_signed_version_takes_over() throws IOException {
        ModelFolder model = registry.uploaded(task, 2, model("second", 6));
        sign(SigningKeyFiles.signer(), 2, model);

        registry.promote(task, 2, model);
        swap.bringUpToDate(task);

        assertThat(served.find(task).map(ServedModel::version)).contains(2);
        given().contentType(ContentType.JSON)
                .body("{\"row\": {\"petal length\": 9}}")
                .post("/predict/" + task)
                .then()
                .statusCode(200)
                .header("X-Graft-Model-Version", "2");
    }

    @Test
    void a_version_without_a_signature_is_refused() throws IOException {
        registry.promote(task, 2, registry.uploaded(task, 2, model("second", 6)));

        assertRefused("it is not signed: there is no object s3://");
    }

    @Test
    void a_version_of_another_key_is_refused() throws IOException {
        ModelFolder model = registry.uploaded(task, 2, model("second", 6));
        sign(SigningKeyFiles.stranger(), 2, model);
        registry.promote(task, 2, model);

        assertRefused("none of the configured public keys");
    }

    @Test
    void a_version_whose_files_were_exchanged_after_it_was_signed_is_refused() throws IOException {
        ModelFolder signed = registry.uploaded(task, 2, model("second", 6));
        sign(SigningKeyFiles.signer(), 2, signed);
        registry.promote(task, 2, registry.uploaded(task, 2, model("third", 8)));

        assertRefused("was changed");
    }

    @Test
    void a_signed_version_whose_file_has_another_byte_is_refused() {
        String prefix = "runs/" + task + "-2/attempts/00000001/model/";
        ObjectRef right = store.put(prefix + "config.json", bytes("{\"right\": 1}"), "application/json");
        var file = new ModelFolder.File("config.json", right.sha256(), right.bytes());
        ModelFolder model = new ModelFolder(store.uri(prefix), List.of(file));
        sign(SigningKeyFiles.signer(), 2, model);
        store.put(prefix + "config.json", bytes("{\"right\": 2}"), "application/json");
        registry.promote(task, 2, model);

        assertRefused("has SHA-256");
    }

    @Test
    void a_version_whose_signature_was_changed_is_refused() throws IOException {
        ModelFolder model = registry.uploaded(task, 2, model("second", 6));
        byte[] signature = SigningKeyFiles.signer().sign(SignedVersions.nameOf(task, 2), model);
        String broken = new String(signature, StandardCharsets.UTF_8).replaceFirst("\"sig\":\"M...", "\"sig\":\"MAAA");
        put(2, bytes(broken));
        registry.promote(task, 2, model);

        assertRefused("its signature does not verify");
    }

    private void sign(ModelSigner signer, int version, ModelFolder model) {
        put(version, signer.sign(SignedVersions.nameOf(task, version), model));
    }

    private void put(int version, byte[] signature) {
        store.put(StoreLayout.modelSignature(task, version), signature, "application/json");
    }

    private Path model(String name, float weight) throws IOException {
        return TinyRows.write(folder.resolve(name), weight, "missing-median@1");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void assertRefused(String why) {
        assertThat(swap.bringUpToDate(task)).isEqualTo(Outcome.FAILED);
        assertThat(served.find(task).map(ServedModel::version)).contains(1);
        when().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'champions' }.data.'" + task + "'", equalTo("version 1"))
                .body("checks.find { it.name == 'champions' }.data.'" + task + " cannot serve'", containsString(why));
    }
}
