package dev.graft.platform.signing;

import java.util.List;
import java.util.Optional;

/**
 * The keys that are configured.
 *
 * @param verifying none: nothing is verified
 * @param signing empty: nothing is signed
 */
public record SigningKeys(List<VerifyingKey> verifying, Optional<SigningKey> signing) {
    public SigningKeys {
        verifying = List.copyOf(verifying);
    }

    /** @throws IllegalArgumentException when a file does not hold what it should, or the private key's public one lacks */
    public static SigningKeys read(SigningConfig config) {
        List<VerifyingKey> verifying = config.publicKeys().orElse(List.of()).stream()
                .map(VerifyingKey::read)
                .toList();
        return new SigningKeys(verifying, config.privateKey().map(file -> SigningKey.read(file, verifying)));
    }
}
