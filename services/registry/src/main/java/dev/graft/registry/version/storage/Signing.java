package dev.graft.registry.version.storage;

import dev.graft.contracts.event.ModelFolder;
import dev.graft.platform.signing.ModelSigner;
import dev.graft.platform.signing.ModelVerifier;
import dev.graft.platform.signing.SignedVersions;
import dev.graft.platform.signing.SigningKeys;
import java.util.Optional;

/** How versions are signed: with the registry's key, where it has one. */
public final class Signing {
    private final Optional<ModelSigner> signer;
    private final Optional<ModelVerifier> verifier;

    public Signing(SigningKeys keys) {
        this.signer = keys.signing().map(ModelSigner::new);
        this.verifier = keys.signing().map(key -> new ModelVerifier(keys.verifying()));
    }

    boolean isOff() {
        return signer.isEmpty();
    }

    /** The signature of a version; empty without a key. */
    Optional<byte[]> sign(String task, int number, ModelFolder model) {
        return signer.map(with -> with.sign(SignedVersions.nameOf(task, number), model));
    }

    boolean isOfKnownKey(byte[] signature) {
        return verifier.filter(by -> by.knowsKeyOf(signature)).isPresent();
    }
}
