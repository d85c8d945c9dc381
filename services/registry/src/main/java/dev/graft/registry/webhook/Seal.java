package dev.graft.registry.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the secrets of webhooks, so that whoever reads the store cannot sign in the registry's name: AES-256 in Galois
 * counter mode (NIST SP 800-38D), a random nonce of 96 bits before the ciphertext, the webhook's id as associated data.
 * Thread-safe.
 */
public final class Seal {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param key 32 bytes in Base64
     * @throws IllegalArgumentException when it is not
     */
    public Seal(String key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the key that seals webhooks' secrets is not Base64", e);
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("the key that seals webhooks' secrets has " + bytes.length
                    + " bytes, not " + KEY_BYTES + "; 'openssl rand -base64 32' makes one");
        }
        this.key = new SecretKeySpec(bytes, "AES");
    }

    String close(String webhook, String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, webhook, nonce, secret.getBytes(StandardCharsets.UTF_8));
        byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
        return Base64.getEncoder().encodeToString(all);
    }

    /** @throws IllegalStateException when it was sealed with another key, for another webhook, or was changed */
    String open(String webhook, String sealed) {
        byte[] all = Base64.getDecoder().decode(sealed);
        byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
        byte[] secret = run(Cipher.DECRYPT_MODE, webhook, nonce, Arrays.copyOfRange(all, NONCE_BYTES, all.length));
        return new String(secret, StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, String webhook, byte[] nonce, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(webhook.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the secret of webhook " + webhook + " cannot be read: it was sealed with another key", e);
        }
    }
}
