package dev.graft.platform.signing;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Optional;
import java.util.stream.Stream;

/** A curve that keys may lie on, with the hash that signatures on it are made of. */
enum Curve {
    P256("secp256r1", "SHA256withECDSA"),
    P384("secp384r1", "SHA384withECDSA"),
    P521("secp521r1", "SHA512withECDSA");

    private final String standardName;
    private final String algorithm;

    Curve(String standardName, String algorithm) {
        this.standardName = standardName;
        this.algorithm = algorithm;
    }

    /** Empty: the key lies on a curve that the format does not know. */
    static Optional<Curve> of(ECKey key) {
        return Stream.of(values()).filter(curve -> curve.holds(key)).findFirst();
    }

    private boolean holds(ECKey key) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(standardName));
            ECParameterSpec own = parameters.getParameterSpec(ECParameterSpec.class);
            return own.getCurve().equals(key.getParams().getCurve())
                    && own.getGenerator().equals(key.getParams().getGenerator());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks the curve " + standardName, e);
        }
    }

    /** ECDSA with signatures in DER. */
    Signature signature() throws GeneralSecurityException {
        return Signature.getInstance(algorithm);
    }
}
