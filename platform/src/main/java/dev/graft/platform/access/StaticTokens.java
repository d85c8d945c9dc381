package dev.graft.platform.access;

import dev.graft.platform.json.Hashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The bearer tokens that a service was configured with, as SHA-256 alone. Every failure names the setting, never a token. */
public final class StaticTokens {
    /** The name of the token that has none. */
    public static final String UNNAMED = "api-token";

    static final int MIN_CHARS = 16;

    private static final int MAX_TOKENS = 1_000;
    private static final long MAX_FILE_BYTES = 16 << 10;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Pattern SHA256 = Pattern.compile("[0-9A-Fa-f]{64}");

    /** Names that the mesh itself writes into histories. */
    private static final Set<String> RESERVED = Set.of(UNNAMED, Caller.ANONYMOUS, "evaluator", "registry", "mlflow");

    private final List<Known> known;

    private StaticTokens(List<Known> known) {
        this.known = List.copyOf(known);
    }

    private record Known(byte[] sha256, Caller caller) {}

    /** @throws IllegalArgumentException when a token is missing, given twice, too short, or cannot be read */
    public static StaticTokens of(AccessConfig config) {
        StaticTokens tokens = new StaticTokens(Stream.concat(
                        unnamed(config).stream(),
                        config.tokens().entrySet().stream().map(StaticTokens::named))
                .toList());
        tokens.check();
        return tokens;
    }

    private static Optional<Known> unnamed(AccessConfig config) {
        if (config.token().isPresent() && config.tokenFile().isPresent()) {
            throw new IllegalArgumentException("graft.api has both token and token-file; keep one of them");
        }
        return config.token()
                .or(() -> config.tokenFile().map(file -> content("graft.api.token-file", file)))
                .map(token -> known(UNNAMED, Role.ADMIN, digest(token)));
    }

    private static Known named(Map.Entry<String, AccessConfig.Named> entry) {
        String name = entry.getKey();
        String setting = "graft.api.tokens." + name;
        if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
            throw new IllegalArgumentException(
                    setting + ": a name has up to 64 letters, digits and . _ @ - and is none of "
                            + RESERVED.stream().sorted().collect(Collectors.joining(", ")));
        }
        AccessConfig.Named token = entry.getValue();
        List<byte[]> digests = new ArrayList<>();
        token.token().ifPresent(text -> digests.add(longEnough(setting, text)));
        token.tokenFile().ifPresent(file -> digests.add(longEnough(setting, content(setting + ".token-file", file))));
        token.tokenSha256().ifPresent(hex -> digests.add(parsed(setting, hex)));
        if (digests.size() != 1) {
            throw new IllegalArgumentException(
                    setting + " needs exactly one of token, token-sha256 and token-file, and has " + digests.size());
        }
        return known(name, token.role(), digests.get(0));
    }

    private static Known known(String name, Role role, byte[] sha256) {
        return new Known(sha256, new Caller(name, role, Caller.Proof.TOKEN));
    }

    private static byte[] longEnough(String setting, String token) {
        if (token.length() < MIN_CHARS) {
            throw new IllegalArgumentException(setting + ": a token has at least " + MIN_CHARS
                    + " characters; make one with 'openssl rand -hex 32'");
        }
        return digest(token);
    }

    private static byte[] parsed(String setting, String hex) {
        if (!SHA256.matcher(hex).matches()) {
            throw new IllegalArgumentException(setting + ".token-sha256 must have 64 hexadecimal digits");
        }
        return HexFormat.of().parseHex(hex);
    }

    private static String content(String setting, Path file) {
        try {
            String token = Files.size(file) > MAX_FILE_BYTES
                    ? ""
                    : Files.readString(file).strip();
            if (token.isEmpty()) {
                throw new IllegalArgumentException(setting + ": the file " + file + " holds no token");
            }
            return token;
        } catch (IOException e) {
            throw new IllegalArgumentException(setting + ": the file " + file + " cannot be read", e);
        }
    }

    private static byte[] digest(String token) {
        return Hashes.sha256().digest(token.getBytes(StandardCharsets.UTF_8));
    }

    private void check() {
        if (known.size() > MAX_TOKENS) {
            throw new IllegalArgumentException("graft.api.tokens has more than " + MAX_TOKENS + " tokens");
        }
        long different =
                known.stream().map(one -> Hashes.hex(one.sha256())).distinct().count();
        if (different < known.size()) {
            throw new IllegalArgumentException(
                    "two names of graft.api.tokens have the same token: nobody could tell which of them did what");
        }
    }

    public boolean isEmpty() {
        return known.isEmpty();
    }

    /** Whether a token, or the mesh itself, goes by this name. */
    boolean isTaken(String name) {
        return RESERVED.contains(name)
                || known.stream().anyMatch(one -> one.caller().name().equals(name));
    }

    /** Looks at every token, however early one matches, and compares digests: the time tells nothing about any of them. */
    public Optional<Caller> find(String token) {
        byte[] sha256 = digest(token);
        @Nullable Caller found = null;
        for (Known one : known) {
            if (MessageDigest.isEqual(one.sha256(), sha256)) {
                found = one.caller();
            }
        }
        return Optional.ofNullable(found);
    }
}
