package dev.graft.platform.access;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which caller a request's credentials make, by what the service was configured with. */
public final class Access {
    private final StaticTokens tokens;
    private final boolean issuer;
    private final String rolePrefix;
    private final Caller anonymous;

    private Access(StaticTokens tokens, boolean issuer, String rolePrefix, Caller anonymous) {
        this.tokens = tokens;
        this.issuer = issuer;
        this.rolePrefix = rolePrefix;
        this.anonymous = anonymous;
    }

    /** @param issuer whether tokens of an OIDC issuer are accepted */
    public static Access of(AccessConfig config, boolean issuer) {
        StaticTokens tokens = StaticTokens.of(config);
        boolean open = tokens.isEmpty() && !issuer && config.anonymous().isEmpty();
        Caller anonymous = open
                ? new Caller(Caller.ANONYMOUS, Role.ADMIN, Caller.Proof.OPEN)
                : new Caller(
                        Caller.ANONYMOUS,
                        config.anonymous()
                                .orElse(AccessConfig.Anonymous.READER)
                                .role()
                                .orElse(null),
                        Caller.Proof.NONE);
        return new Access(tokens, issuer, config.rolePrefix(), anonymous);
    }

    /** Whether everybody may do everything, because nothing else was said. */
    public boolean isOpen() {
        return anonymous.proof() == Caller.Proof.OPEN;
    }

    /** The caller without credentials. */
    public Caller anonymous() {
        return anonymous;
    }

    public Optional<Caller> byToken(String token) {
        return tokens.find(token).map(this::atLeastAnonymous);
    }

    public boolean asksIssuer() {
        return issuer;
    }

    /**
     * The caller whom the issuer knows. A name that a static token has, or the mesh itself, gets the ending
     * {@code @oidc}: nobody passes for another by the name that they chose at the issuer.
     *
     * @param roles as the issuer calls them
     */
    public Caller issued(String name, Set<String> roles) {
        @Nullable
        Role role = Arrays.stream(Role.values())
                .filter(each -> roles.contains(rolePrefix + each.word()))
                .max(Comparator.naturalOrder())
                .orElse(null);
        String plain = PlainText.of(name, PlainText.MAX_NAME_CHARS);
        return atLeastAnonymous(new Caller(tokens.isTaken(plain) ? plain + "@oidc" : plain, role, Caller.Proof.OIDC));
    }

    /** Credentials never take away what everybody may do. */
    private Caller atLeastAnonymous(Caller caller) {
        Role everybodys = anonymous.role();
        return everybodys == null || caller.may(everybodys)
                ? caller
                : new Caller(caller.name(), everybodys, caller.proof());
    }
}
