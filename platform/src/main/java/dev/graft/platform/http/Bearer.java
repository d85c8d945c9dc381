package dev.graft.platform.http;

import java.util.Optional;

/** The token of an {@code Authorization} header, RFC 6750. */
public final class Bearer {
    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    /** @return empty: the header is of another scheme, or holds no token */
    public static Optional<String> token(String header) {
        boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return Optional.of(bearer ? header.substring(SCHEME.length()).strip() : "")
                .filter(token -> !token.isEmpty());
    }
}
