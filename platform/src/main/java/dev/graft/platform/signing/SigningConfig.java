package dev.graft.platform.signing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** With which keys models are signed and verified. Files hold the keys; configuration names the files alone. */
@ConfigMapping(prefix = "graft.signing")
public interface SigningConfig {
    /** PEM file (PKCS#8, no password) of the key that the registry signs new versions with; absent: it signs none. */
    Optional<Path> privateKey();

    /** PEM files of the keys that versions are verified with before they are loaded; absent: none is verified. */
    Optional<List<Path>> publicKeys();

    /**
     * Whether the registry signs at its start what nobody has signed, or only a key that is not among the public ones:
     * versions from before there was a key, or of a key that is given up.
     */
    @WithDefault("false")
    boolean signExisting();
}
