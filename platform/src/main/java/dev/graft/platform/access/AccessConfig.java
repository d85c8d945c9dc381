package dev.graft.platform.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Who may do what over REST. Where none of {@code token}, {@code token-file}, {@code tokens} and {@code anonymous} is set
 * and no OIDC issuer either, everybody may do everything, which a service allows on loopback alone.
 */
@ConfigMapping(prefix = "graft.api")
public interface AccessConfig {
    /** A bearer token that gives the role admin under the name {@value StaticTokens#UNNAMED}. */
    Optional<String> token();

    /** The file that holds such a token. */
    Optional<Path> tokenFile();

    /** Bearer tokens by the name of the person or service that uses them. */
    Map<String, Named> tokens();

    /** The role of a caller without credentials. Default: {@code reader}, where somebody has a role at all. */
    Optional<Anonymous> anonymous();

    /** Whether everybody who reaches the port may do everything although the port is not on loopback. */
    @WithDefault("false")
    boolean open();

    /** What the issuer's roles begin with, as in {@code graft-promoter}. Others of its roles mean nothing here. */
    @WithName("oidc.role-prefix")
    @WithDefault("graft-")
    String rolePrefix();

    /** A token of a person or service, spelled in exactly one of three ways. */
    interface Named {
        Role role();

        /** The token itself, at least {@value StaticTokens#MIN_CHARS} characters. */
        Optional<String> token();

        /** Its SHA-256, 64 hexadecimal digits. */
        @WithName("token-sha256")
        Optional<String> tokenSha256();

        /** A file that holds it; white space around it is ignored. Read once, at the start. */
        Optional<Path> tokenFile();
    }

    /** What a caller without credentials may do. */
    enum Anonymous {
        NONE,
        READER,
        WRITER,
        PROMOTER,
        ADMIN;

        Optional<Role> role() {
            return this == NONE ? Optional.empty() : Optional.of(Role.valueOf(name()));
        }
    }
}
