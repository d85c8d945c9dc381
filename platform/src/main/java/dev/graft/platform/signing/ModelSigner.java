package dev.graft.platform.signing;

import dev.graft.contracts.event.ModelFolder;

/** Signs models by what their folders promise of each file; no file is read. Thread-safe. */
public final class ModelSigner {
    /** What a signature's file is called beside, or in, a model's folder. */
    public static final String FILE = "model.sig";

    private final SigningKey key;

    public ModelSigner(SigningKey key) {
        this.key = key;
    }

    /** The signature's file: a Sigstore bundle in JSON. No two of the same files are alike, because ECDSA draws. */
    public byte[] sign(String name, ModelFolder model) {
        byte[] statement = SignedFiles.of(name, model).statement();
        byte[] signature = key.sign(SignatureBundle.signedBytes(statement));
        return new SignatureBundle(key.hint(), statement, signature).toJson();
    }
}
