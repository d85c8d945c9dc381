package dev.graft.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSignatureTest {
    private static final KeyPair PAIR = KeyPairs.on("secp256r1");
    private static final ModelFolder MODEL = SampleModel.folder();

    private final ModelSigner signer = KeyPairs.signer(PAIR);
    private final ModelVerifier verifier = new ModelVerifier(List.of(KeyPairs.verifying(PAIR)));

    @ParameterizedTest
    @ValueSource(strings = {"p256", "p384", "p521"})
    void verifies_what_the_reference_signed(String curve) {
        ModelVerifier ofReference = new ModelVerifier(List.of(SampleModel.key(curve)));

        assertThat(ofReference.verify(SampleModel.signature(curve), MODEL)).isEqualTo(SampleModel.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p256", "p384", "p521"})
    void states_the_same_as_the_reference(String curve) {
        SignedFiles theirs = SignedFiles.parse(
                SignatureBundle.parse(SampleModel.signature(curve)).payload());
        SignedFiles ours = SignedFiles.of(SampleModel.NAME, MODEL);

        assertThat(ours).isEqualTo(theirs);
        assertThat(List.copyOf(ours.digests().keySet()))
                .isEqualTo(List.copyOf(theirs.digests().keySet()))
                .containsExactly("config.json", "weights/part-1.bin", "weights.bin");
        JsonNode reference =
                Json.read(SignatureBundle.parse(SampleModel.signature(curve)).payload(), JsonNode.class);
        assertThat(Json.read(ours.statement(), JsonNode.class).at("/subject"))
                .isEqualTo(reference.at("/subject"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"secp256r1", "secp384r1", "secp521r1"})
    void verifies_its_own_signature_on_every_curve(String curve) {
        KeyPair pair = KeyPairs.on(curve);
        byte[] signature = KeyPairs.signer(pair).sign("a-v1", MODEL);

        assertThat(new ModelVerifier(List.of(KeyPairs.verifying(pair))).verify(signature, MODEL))
                .isEqualTo("a-v1");
    }

    @Test
    void refuses_a_changed_a_missing_and_a_further_file() {
        byte[] signature = signer.sign("a-v1", MODEL);
        String other = Hashes.sha256(new byte[] {1});

        assertThatThrownBy(() ->
                        verifier.verify(signature, SampleModel.with(MODEL, SampleModel.file("weights.bin", other))))
                .isInstanceOf(UntrustedModel.class)
                .hasMessageContaining("weights.bin was changed");
        assertThatThrownBy(() -> verifier.verify(signature, SampleModel.without(MODEL, "config.json")))
                .hasMessageContaining("config.json is missing");
        assertThatThrownBy(() -> verifier.verify(signature, SampleModel.with(MODEL, SampleModel.file("run.py", other))))
                .hasMessageContaining("run.py is not signed");
    }

    @Test
    void leaves_out_the_signature_and_what_is_gits_own_but_nothing_that_looks_like_it() {
        byte[] signature = signer.sign("a-v1", MODEL);
        String other = Hashes.sha256(new byte[] {1});

        for (String path : List.of("model.sig", ".git/config", ".gitattributes", ".github/x.yml", ".gitignore")) {
            assertThatCode(() -> verifier.verify(signature, SampleModel.with(MODEL, SampleModel.file(path, other))))
                    .doesNotThrowAnyException();
        }
        for (String path : List.of(".gitmodules", "weights/model.sig", "model.sig.json")) {
            assertThatThrownBy(() -> verifier.verify(signature, SampleModel.with(MODEL, SampleModel.file(path, other))))
                    .hasMessageContaining(path + " is not signed");
        }
    }

    @Test
    void refuses_another_key() {
        byte[] signature = signer.sign("a-v1", MODEL);
        ModelVerifier stranger = new ModelVerifier(List.of(KeyPairs.verifying(KeyPairs.on("secp256r1"))));

        assertThatThrownBy(() -> stranger.verify(signature, MODEL))
                .isInstanceOf(UntrustedModel.class)
                .hasMessageContaining("none of the configured public keys")
                .hasMessageContaining(KeyPairs.verifying(PAIR).hint());
        assertThat(stranger.knowsKeyOf(signature)).isFalse();
    }

    @Test
    void refuses_a_signature_of_another_key_that_claims_to_be_of_a_known_one() {
        KeyPair stranger = KeyPairs.on("secp256r1");
        byte[] forged = changed(
                KeyPairs.signer(stranger).sign("a-v1", MODEL),
                bundle -> ((ObjectNode) bundle.at("/verificationMaterial/publicKey"))
                        .put("hint", KeyPairs.verifying(PAIR).hint()));

        assertThatThrownBy(() -> verifier.verify(forged, MODEL)).hasMessageContaining("does not verify");
    }

    @Test
    void accepts_the_old_and_the_new_key_while_keys_are_rotated() {
        KeyPair next = KeyPairs.on("secp384r1");
        ModelVerifier both = new ModelVerifier(List.of(KeyPairs.verifying(PAIR), KeyPairs.verifying(next)));

        assertThat(both.verify(signer.sign("a-v1", MODEL), MODEL)).isEqualTo("a-v1");
        assertThat(both.verify(KeyPairs.signer(next).sign("a-v2", MODEL), MODEL))
                .isEqualTo("a-v2");
    }

    @Test
    void tries_every_key_where_the_signature_names_none() {
        ModelVerifier two =
                new ModelVerifier(List.of(KeyPairs.verifying(KeyPairs.on("secp256r1")), KeyPairs.verifying(PAIR)));
        byte[] unnamed = changed(
                signer.sign("a-v1", MODEL),
                bundle -> ((ObjectNode) bundle.at("/verificationMaterial/publicKey")).remove("hint"));

        assertThat(two.verify(unnamed, MODEL)).isEqualTo("a-v1");
    }

    @Test
    void refuses_a_changed_statement_even_where_it_fits_the_files() {
        ModelFolder other = SampleModel.with(MODEL, SampleModel.file("weights.bin", Hashes.sha256(new byte[] {1})));
        byte[] replaced = changed(
                signer.sign("a-v1", MODEL),
                bundle -> ((ObjectNode) bundle.at("/dsseEnvelope"))
                        .put(
                                "payload",
                                Base64.getEncoder()
                                        .encodeToString(
                                                SignedFiles.of("a-v1", other).statement())));

        assertThatThrownBy(() -> verifier.verify(replaced, other)).hasMessageContaining("does not verify");
    }

    @Test
    void every_changed_byte_of_a_signature_is_refused_or_changes_nothing_that_counts() {
        byte[] signature = signer.sign("a-v1", MODEL);

        for (int place = 0; place < signature.length; place++) {
            byte[] changed = signature.clone();
            changed[place] ^= 1;
            if (!meansTheSame(changed, signature)) {
                assertThatThrownBy(() -> verifier.verify(changed, MODEL)).isInstanceOf(UntrustedModel.class);
            }
        }
    }

    /** What is not signed, and not looked at: the names of further fields, the list of log entries, the key's id. */
    private static boolean meansTheSame(byte[] changed, byte[] original) {
        try {
            SignatureBundle left = SignatureBundle.parse(changed);
            SignatureBundle right = SignatureBundle.parse(original);
            return (left.hint().isEmpty() || left.hint().equals(right.hint()))
                    && Arrays.equals(left.payload(), right.payload())
                    && Arrays.equals(left.signature(), right.signature());
        } catch (RuntimeException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "[]",
                "null",
                "{}",
                "{\"mediaType\": \"application/vnd.dev.sigstore.bundle.v0.3+json\"}",
                "{\"mediaType\": \"application/vnd.dev.sigstore.bundle.v0.3+json\", \"dsseEnvelope\": {\"payloadType\":"
                        + " \"application/vnd.in-toto+json\", \"payload\": \"?\", \"signatures\": [{\"sig\": \"?\"}]}}"
            })
    void refuses_what_is_no_signature(String content) {
        assertThatThrownBy(() -> verifier.verify(content.getBytes(StandardCharsets.UTF_8), MODEL))
                .isInstanceOf(UntrustedModel.class);
        assertThat(verifier.knowsKeyOf(content.getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    void refuses_two_signatures_in_one_envelope() {
        byte[] twice = changed(
                signer.sign("a-v1", MODEL), bundle -> ((ArrayNode) bundle.at("/dsseEnvelope/signatures")).addObject());

        assertThatThrownBy(() -> verifier.verify(twice, MODEL)).hasMessageContaining("2 signatures instead of one");
    }

    @ParameterizedTest
    @CsvSource({
        "/_type, https://in-toto.io/Statement/v0.1, statement type",
        "/predicateType, https://model_signing/Digests/v0.1, predicate type",
        "/predicate/serialization/method, shards, serialisation",
        "/predicate/serialization/hash_type, blake2, hash",
        "/predicate/resources/0/algorithm, blake2, hash of a file",
        "/subject/0/digest/sha256, 00, digest of all files"
    })
    void refuses_a_signed_statement_of_another_kind(String place, String value, String what) {
        JsonNode statement = Json.read(SignedFiles.of("a-v1", MODEL).statement(), JsonNode.class);
        int name = place.lastIndexOf('/');
        ((ObjectNode) statement.at(place.substring(0, name))).put(place.substring(name + 1), value);

        assertThatThrownBy(() -> verifier.verify(signed(Json.bytes(statement)), MODEL))
                .isInstanceOf(UntrustedModel.class)
                .hasMessageContaining("its " + what + " is");
    }

    @Test
    void refuses_a_signed_statement_that_lists_a_file_twice_or_is_no_json() {
        JsonNode statement = Json.read(SignedFiles.of("a-v1", MODEL).statement(), JsonNode.class);
        var resources = (ArrayNode) statement.at("/predicate/resources");
        resources.add(resources.get(0));

        assertThatThrownBy(() -> verifier.verify(signed(Json.bytes(statement)), MODEL))
                .hasMessageContaining("listed twice");
        assertThatThrownBy(() -> verifier.verify(signed(new byte[] {'{'}), MODEL))
                .isInstanceOf(UntrustedModel.class);
    }

    private static byte[] signed(byte[] payload) {
        var key = SigningKey.of((ECPrivateKey) PAIR.getPrivate(), List.of(KeyPairs.verifying(PAIR)));
        byte[] signature = key.sign(SignatureBundle.signedBytes(payload));
        return new SignatureBundle(key.verifying().hint(), payload, signature).toJson();
    }

    private static byte[] changed(byte[] signature, Consumer<JsonNode> change) {
        JsonNode bundle = Json.read(signature, JsonNode.class);
        change.accept(bundle);
        return Json.bytes(bundle);
    }
}
