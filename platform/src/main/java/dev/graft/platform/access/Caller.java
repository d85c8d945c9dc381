package dev.graft.platform.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request, as far as it is known.
 *
 * @param name of the person or service; {@value #ANONYMOUS} where nobody has proved who they are
 * @param role null: none
 */
public record Caller(String name, @Nullable Role role, Proof proof) {
    public static final String ANONYMOUS = "anonymous";

    /** What a name that nobody has proved ends with, where others have to prove theirs. */
    static final String UNVERIFIED = " (unverified)";

    /** How the name is known. */
    public enum Proof {
        /** Not at all: nobody has to prove anything here. */
        OPEN,
        /** Not at all: the request has no credentials. */
        NONE,
        /** By a token that the service was configured with. */
        TOKEN,
        /** By a token that the OIDC issuer signed. */
        OIDC;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean may(Role needed) {
        return role != null && role.includes(needed);
    }

    public boolean isKnown() {
        return proof == Proof.TOKEN || proof == Proof.OIDC;
    }

    /**
     * The name to write down for what this caller does. A proved name is the only one; what a request says of itself
     * counts where nobody has proved a name, and is marked where others would have to.
     *
     * @param claimed what the request says of itself; null or blank: nothing
     * @return null: the request says nothing, and nothing is proved
     */
    public @Nullable String nameOr(@Nullable String claimed) {
        if (isKnown()) {
            return name;
        }
        if (claimed == null || claimed.isBlank()) {
            return null;
        }
        return proof == Proof.OPEN ? claimed.strip() : claimed.strip() + UNVERIFIED;
    }
}
