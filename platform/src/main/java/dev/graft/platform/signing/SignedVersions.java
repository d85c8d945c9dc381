package dev.graft.platform.signing;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.StoreException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What has to be true of a registered version before it is loaded: the registry signed it, where keys say so. */
public final class SignedVersions {
    private static final Logger LOG = Logger.getLogger(SignedVersions.class);
    private static final long MAX_BYTES = 1 << 20;

    private final ObjectStore store;
    private final Optional<ModelVerifier> verifier;

    /** @param keys none: every version is trusted */
    public SignedVersions(ObjectStore store, List<VerifyingKey> keys) {
        this.store = store;
        this.verifier = keys.isEmpty() ? Optional.empty() : Optional.of(new ModelVerifier(keys));
    }

    /** By configuration, and says in the log what it asks for. */
    public static SignedVersions configured(ObjectStore store, SigningConfig config) {
        List<VerifyingKey> keys = SigningKeys.read(config).verifying();
        if (keys.isEmpty()) {
            LOG.info("model signatures are not verified: no public key is configured (graft.signing.public-keys)");
        } else {
            LOG.infof(
                    "only models signed with one of these keys are loaded: %s",
                    keys.stream().map(VerifyingKey::hint).toList());
        }
        return new SignedVersions(store, keys);
    }

    /** What a version is signed as, so that its signature holds for no other one. */
    public static String nameOf(String task, int version) {
        return task + "-v" + version;
    }

    /**
     * Looks at a version's signature.
     *
     * @throws UntrustedModel when keys are configured and none of them has signed this version with these files
     */
    public void check(ModelVersion version) {
        verifier.ifPresent(by -> check(version, by));
    }

    private void check(ModelVersion version, ModelVerifier by) {
        String key = StoreLayout.modelSignature(version.task(), version.version());
        byte[] signature = signature(key)
                .orElseThrow(() -> new UntrustedModel("it is not signed: there is no object " + store.uri(key)));
        String name = by.verify(signature, version.evaluation().run().model());
        String wanted = nameOf(version.task(), version.version());
        if (!name.equals(wanted)) {
            throw new UntrustedModel("its signature is that of '" + name + "', not of '" + wanted + "'");
        }
    }

    private Optional<byte[]> signature(String key) {
        try {
            return store.find(key, MAX_BYTES).map(ObjectStore.StoredObject::content);
        } catch (StoreException.TooLarge e) {
            throw new UntrustedModel("its signature cannot be used: " + e.getMessage(), e);
        }
    }
}
