package dev.graft.predictor;

import dev.graft.platform.signing.ModelSigner;
import dev.graft.platform.signing.SigningKey;
import dev.graft.platform.signing.VerifyingKey;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Gives the service under test a public key, and the test the private one. */
public final class SigningKeyFiles implements QuarkusTestResourceLifecycleManager {
    private static final KeyPair PAIR = pair();

    /** Signs with the key that the service verifies with. */
    static ModelSigner signer() {
        return signer(PAIR);
    }

    /** Signs with a key that the service does not know. */
    static ModelSigner stranger() {
        return signer(pair());
    }

    private static ModelSigner signer(KeyPair pair) {
        List<VerifyingKey> own = List.of(VerifyingKey.of((ECPublicKey) pair.getPublic()));
        return new ModelSigner(SigningKey.of((ECPrivateKey) pair.getPrivate(), own));
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(384);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            Path file = Files.createTempFile(Files.createDirectories(Path.of("target")), "public-", ".pem");
            String lines = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(PAIR.getPublic().getEncoded());
            Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n");
            return Map.of("graft.signing.public-keys", file.toAbsolutePath().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
