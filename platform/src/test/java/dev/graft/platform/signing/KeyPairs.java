package dev.graft.platform.signing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;

/** Keys that are made for one test. */
final class KeyPairs {
    private KeyPairs() {}

    static KeyPair on(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static VerifyingKey verifying(KeyPair pair) {
        return VerifyingKey.of((ECPublicKey) pair.getPublic());
    }

    static ModelSigner signer(KeyPair pair) {
        return new ModelSigner(SigningKey.of((ECPrivateKey) pair.getPrivate(), List.of(verifying(pair))));
    }

    static Path privateFile(KeyPair pair, Path folder) {
        return write(folder, Pem.PRIVATE_KEY, pair.getPrivate().getEncoded());
    }

    static Path publicFile(KeyPair pair, Path folder) {
        return write(folder, Pem.PUBLIC_KEY, pair.getPublic().getEncoded());
    }

    private static Path write(Path folder, String label, byte[] content) {
        try {
            return Files.writeString(Files.createTempFile(folder, "key-", ".pem"), Pem.write(label, content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
