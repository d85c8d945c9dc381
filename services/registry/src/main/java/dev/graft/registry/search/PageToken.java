package dev.graft.registry.search;

import dev.graft.platform.json.Hashes;
import dev.graft.registry.label.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The token between two pages: how many came before, and of which search. */
final class PageToken {
    private static final int MAX_CHARS = 200;

    private PageToken() {}

    static String of(Query query, int offset) {
        byte[] text = (offset + ":" + fingerprint(query)).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** How many came before. */
    static int offset(Query query, @Nullable String token) {
        if (token == null || token.isEmpty()) {
            return 0;
        }
        String text = decoded(token);
        int colon = text.indexOf(':');
        String count = colon < 0 ? "" : text.substring(0, colon);
        if (!count.matches("\\d{1,9}") || !text.substring(colon + 1).equals(fingerprint(query))) {
            throw Refused.invalid(
                    "the page_token is not of this search: go on with the filter and order_by of the page before, or begin without a token");
        }
        return Integer.parseInt(count);
    }

    private static String decoded(String token) {
        try {
            byte[] bytes = token.length() > MAX_CHARS
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(token);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String fingerprint(Query query) {
        return Hashes.id(query.filter() == null ? "" : query.filter(), String.join(",", query.orders()));
    }
}
