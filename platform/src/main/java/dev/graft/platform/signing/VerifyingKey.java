package dev.graft.platform.signing;

import dev.graft.platform.json.Hashes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;

/** A public key that signatures are verified with. Immutable. */
public final class VerifyingKey {
    private final ECPublicKey key;
    private final Curve curve;
    private final String hint;

    private VerifyingKey(ECPublicKey key, Curve curve) {
        this.key = key;
        this.curve = curve;
        this.hint = Hashes.sha256(Pem.write(Pem.PUBLIC_KEY, key.getEncoded()).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads a key from a PEM file ({@code SubjectPublicKeyInfo}).
     *
     * @throws IllegalArgumentException when the file holds none on P-256, P-384 or P-521
     */
    public static VerifyingKey read(Path file) {
        byte[] content = Pem.read(file, Pem.PUBLIC_KEY);
        try {
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(content));
            return of((ECPublicKey) key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the file " + file + " holds no public key on P-256, P-384 or P-521: " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException when the key lies on another curve than P-256, P-384 or P-521 */
    public static VerifyingKey of(ECPublicKey key) {
        return new VerifyingKey(
                key, Curve.of(key).orElseThrow(() -> new IllegalArgumentException("it lies on another curve")));
    }

    /** What the key is known by in signatures: the SHA-256 of its PEM text, 64 hexadecimal digits. */
    public String hint() {
        return hint;
    }

    boolean verifies(byte[] content, byte[] signature) {
        try {
            Signature check = curve.signature();
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (SignatureException e) {
            return false; // No signature in DER, or of another length.
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot verify with a key on " + curve, e);
        }
    }
}
