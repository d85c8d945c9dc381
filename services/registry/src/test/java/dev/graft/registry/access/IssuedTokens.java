package dev.graft.registry.access;

import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/** Tokens as an issuer signs them, and as somebody does who is not the issuer. */
record IssuedTokens(PrivateKey key, String issuer, String audience, Duration lasting) {
    static final String AUDIENCE = "graft";

    static IssuedTokens of(String issuer, String privateKey) {
        try {
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey)));
            return new IssuedTokens(key, issuer, AUDIENCE, Duration.ofMinutes(5));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    IssuedTokens by(String otherIssuer) {
        return new IssuedTokens(key, otherIssuer, audience, lasting);
    }

    IssuedTokens to(String otherAudience) {
        return new IssuedTokens(key, issuer, otherAudience, lasting);
    }

    IssuedTokens with(PrivateKey otherKey) {
        return new IssuedTokens(otherKey, issuer, audience, lasting);
    }

    IssuedTokens expired() {
        return new IssuedTokens(key, issuer, audience, Duration.ofMinutes(-5));
    }

    String signed(String name, String... roles) {
        Instant expires = Instant.now().plus(lasting);
        return Jwt.claims()
                .issuer(issuer)
                .audience(audience)
                .subject("subject-of-" + name)
                .preferredUserName(name)
                .groups(Set.of(roles))
                .issuedAt(expires.minus(Duration.ofMinutes(10)))
                .expiresAt(expires)
                .jws()
                .keyId(LocalIssuer.KEY_ID)
                .sign(key);
    }
}
