package dev.graft.platform.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFilesTest {
    @TempDir
    private Path folder;

    @Test
    void reads_a_pair_and_knows_which_public_key_is_the_private_ones() {
        KeyPair pair = KeyPairs.on("secp384r1");
        Path stranger = KeyPairs.publicFile(KeyPairs.on("secp256r1"), folder);

        SigningKeys keys = SigningKeys.read(
                config(KeyPairs.privateFile(pair, folder), stranger, KeyPairs.publicFile(pair, folder)));

        assertThat(keys.verifying()).hasSize(2);
        assertThat(keys.signing().orElseThrow().verifying().hint())
                .isEqualTo(KeyPairs.verifying(pair).hint())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void without_files_there_are_no_keys() {
        SigningKeys keys = SigningKeys.read(config(null));

        assertThat(keys.verifying()).isEmpty();
        assertThat(keys.signing()).isEmpty();
    }

    @Test
    void refuses_a_private_key_whose_public_one_is_not_configured() {
        KeyPair pair = KeyPairs.on("secp256r1");
        Path privateFile = KeyPairs.privateFile(pair, folder);
        Path stranger = KeyPairs.publicFile(KeyPairs.on("secp256r1"), folder);

        assertThatThrownBy(() -> SigningKeys.read(config(privateFile, stranger)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not among those that verify");
    }

    @Test
    void says_how_to_convert_a_key_in_another_form_and_never_shows_it() throws IOException {
        String secret = Base64.getEncoder().encodeToString("the secret itself".getBytes(StandardCharsets.UTF_8));
        Path sec1 = Files.writeString(
                folder.resolve("sec1.pem"),
                "-----BEGIN EC PRIVATE KEY-----\n" + secret + "\n-----END EC PRIVATE KEY-----\n");
        Path broken = Files.writeString(
                folder.resolve("broken.pem"),
                "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----\n");

        assertThatThrownBy(() -> SigningKey.read(sec1, List.of()))
                .hasMessageContaining("but [EC PRIVATE KEY]")
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt")
                .hasMessageNotContaining(secret);
        assertThatThrownBy(() -> SigningKey.read(broken, List.of()))
                .hasMessageContaining("broken.pem cannot be used")
                .hasMessageNotContaining(secret)
                .hasMessageNotContaining("the secret itself");
    }

    @Test
    void refuses_a_key_of_another_kind() throws Exception {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        Path file = KeyPairs.publicFile(rsa, folder);

        assertThatThrownBy(() -> VerifyingKey.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds no public key on P-256, P-384 or P-521");
    }

    @Test
    void says_which_file_is_missing_or_empty() throws IOException {
        Path missing = folder.resolve("nowhere.pem");
        Path empty = Files.createFile(folder.resolve("empty.pem"));

        assertThatThrownBy(() -> VerifyingKey.read(missing)).hasMessageContaining("nowhere.pem cannot be read");
        assertThatThrownBy(() -> VerifyingKey.read(empty))
                .hasMessageContaining("holds no PEM block 'PUBLIC KEY'; openssl pkey");
    }

    private static SigningConfig config(Path privateKey, Path... publicKeys) {
        return new SigningConfig() {
            @Override
            public Optional<Path> privateKey() {
                return Optional.ofNullable(privateKey);
            }

            @Override
            public Optional<List<Path>> publicKeys() {
                return publicKeys.length == 0 ? Optional.empty() : Optional.of(List.of(publicKeys));
            }

            @Override
            public boolean signExisting() {
                return false;
            }
        };
    }
}
