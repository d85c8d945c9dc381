package dev.graft.platform.signing;

import dev.graft.contracts.event.ModelFolder;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Tells whether one of its keys has signed exactly the files of a model. What is checked is what the folder promises of
 * its files: that they keep it is checked when they are read. Thread-safe.
 */
public final class ModelVerifier {
    private static final int LISTED = 5;

    private final List<VerifyingKey> keys;

    /** @param keys one at least */
    public ModelVerifier(List<VerifyingKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("without a key nothing can be verified");
        }
        this.keys = List.copyOf(keys);
    }

    /**
     * Returns the name under which the model was signed.
     *
     * @param signature the signature's file
     * @throws UntrustedModel when the signature is not one of these files by one of the keys, saying why
     */
    public String verify(byte[] signature, ModelFolder model) {
        try {
            SignatureBundle bundle = SignatureBundle.parse(signature);
            requireOneOfTheKeys(bundle);
            SignedFiles signed = SignedFiles.parse(bundle.payload());
            requireSame(signed.digests(), SignedFiles.of(signed.name(), model).digests());
            return signed.name();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new UntrustedModel("its signature cannot be used: " + e.getMessage(), e);
        }
    }

    /** Whether a signature says that it was made with one of the keys; nothing else of it is looked at. */
    public boolean knowsKeyOf(byte[] signature) {
        try {
            return !candidates(SignatureBundle.parse(signature)).isEmpty();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return false;
        }
    }

    private void requireOneOfTheKeys(SignatureBundle bundle) {
        List<VerifyingKey> candidates = candidates(bundle);
        if (candidates.isEmpty()) {
            throw new UntrustedModel("it was signed with the key " + Expected.shortened(bundle.hint())
                    + ", which is none of the configured public keys "
                    + keys.stream().map(VerifyingKey::hint).toList());
        }
        byte[] signed = bundle.signedBytes();
        if (candidates.stream().noneMatch(key -> key.verifies(signed, bundle.signature()))) {
            throw new UntrustedModel("its signature does not verify: it was changed, or made with another key");
        }
    }

    private List<VerifyingKey> candidates(SignatureBundle bundle) {
        return keys.stream()
                .filter(key -> bundle.hint().isEmpty() || key.hint().equals(bundle.hint()))
                .toList();
    }

    private static void requireSame(Map<String, String> signed, Map<String, String> found) {
        List<String> differences = new ArrayList<>();
        TreeSet<String> paths = new TreeSet<>(signed.keySet());
        paths.addAll(found.keySet());
        for (String path : paths) {
            if (!found.containsKey(path)) {
                differences.add(path + " is missing");
            } else if (!signed.containsKey(path)) {
                differences.add(path + " is not signed");
            } else if (!signed.get(path).equals(found.get(path))) {
                differences.add(path + " was changed");
            }
        }
        if (!differences.isEmpty()) {
            throw new UntrustedModel("its files are not those that were signed: "
                    + String.join(", ", differences.subList(0, Math.min(LISTED, differences.size())))
                    + (differences.size() > LISTED ? " and " + (differences.size() - LISTED) + " more" : ""));
        }
    }
}
