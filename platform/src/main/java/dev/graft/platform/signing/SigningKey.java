package dev.graft.platform.signing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** A private key that signs, with the public key that verifies it. Nothing of it is ever shown. */
public final class SigningKey {
    private static final byte[] PROBE = "which public key is this one's?".getBytes(StandardCharsets.US_ASCII);

    private final ECPrivateKey key;
    private final Curve curve;
    private final VerifyingKey verifying;

    private SigningKey(ECPrivateKey key, Curve curve, List<VerifyingKey> known) {
        this.key = key;
        this.curve = curve;
        byte[] signed = sign(PROBE);
        this.verifying = known.stream()
                .filter(each -> each.verifies(PROBE, signed))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "its public key is not among those that verify, so nobody could check what it signs"));
    }

    /**
     * Reads a key from a PEM file (PKCS#8, without a password).
     *
     * @param known public keys, one of them this one's
     * @throws IllegalArgumentException when the file holds no key on P-256, P-384 or P-521, or its public key is unknown
     */
    public static SigningKey read(Path file, List<VerifyingKey> known) {
        byte[] content = Pem.read(file, Pem.PRIVATE_KEY);
        try {
            var key = (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(content));
            return of(key, known);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the private key in " + file + " cannot be used: it must lie on P-256, P-384 or P-521; "
                            + e.getMessage(),
                    e);
        }
    }

    /** @throws IllegalArgumentException as {@link #read} */
    public static SigningKey of(ECPrivateKey key, List<VerifyingKey> known) {
        Curve curve = Curve.of(key).orElseThrow(() -> new IllegalArgumentException("it lies on another curve"));
        return new SigningKey(key, curve, known);
    }

    /** What the key is known by in signatures. */
    public String hint() {
        return verifying.hint();
    }

    VerifyingKey verifying() {
        return verifying;
    }

    byte[] sign(byte[] content) {
        try {
            Signature signing = curve.signature();
            signing.initSign(key);
            signing.update(content);
            return signing.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot sign with a key on " + curve, e);
        }
    }
}
