package dev.graft.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signatures between Graft and the reference tool, which is looked for on the {@code PATH} and at {@code
 * GRAFT_MODEL_SIGNING}: {@code pip install model-signing pyopenssl}.
 */
class ReferenceToolTest {
    private static final String SKIPPED =
            "SKIPPED: the reference tool model_signing is not here (pip install model-signing"
                    + " pyopenssl, and name it in GRAFT_MODEL_SIGNING)";

    private String tool = "";

    @TempDir
    private Path folder;

    @BeforeEach
    void find() {
        Optional<String> found = Stream.concat(
                        Stream.ofNullable(System.getenv("GRAFT_MODEL_SIGNING")),
                        Stream.of(System.getenv("PATH").split(":")).map(part -> part + "/model_signing"))
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst();
        if (found.isEmpty()) {
            System.err.println(SKIPPED);
        }
        assumeTrue(found.isPresent(), SKIPPED);
        tool = found.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void the_tool_verifies_what_graft_signed_and_refuses_a_changed_file(String curve) throws Exception {
        KeyPair pair = KeyPairs.on(curve);
        Path model = copy();
        Path signature = Files.write(
                model.resolve(ModelSigner.FILE), KeyPairs.signer(pair).sign("any-v1", SampleModel.folder(model)));
        Path key = KeyPairs.publicFile(pair, folder);

        assertThat(verify(model, signature, key)).contains("Verification succeeded");
        Files.writeString(model.resolve("config.json"), "{}");
        assertThat(verify(model, signature, key)).contains("Signature mismatch", "config.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void graft_verifies_what_the_tool_signed(String curve) throws Exception {
        KeyPair pair = KeyPairs.on(curve);
        Path model = copy();
        Path signature = model.resolve(ModelSigner.FILE);

        String said = call(
                "sign",
                "key",
                model.toString(),
                "--private_key",
                KeyPairs.privateFile(pair, folder).toString(),
                "--signature",
                signature.toString());

        assertThat(said).contains("Signing succeeded");
        assertThat(new ModelVerifier(List.of(KeyPairs.verifying(pair)))
                        .verify(Files.readAllBytes(signature), SampleModel.folder(model)))
                .isEqualTo("model");
    }

    private String verify(Path model, Path signature, Path key) throws IOException, InterruptedException {
        return call(
                "verify", "key", model.toString(), "--signature", signature.toString(), "--public_key", key.toString());
    }

    private String call(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(tool));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private Path copy() throws IOException {
        Path source = SampleModel.resource("model");
        Path target = folder.resolve("model");
        try (Stream<Path> all = Files.walk(source)) {
            for (Path each : all.toList()) {
                Files.copy(each, target.resolve(source.relativize(each).toString()));
            }
        }
        return target;
    }
}
