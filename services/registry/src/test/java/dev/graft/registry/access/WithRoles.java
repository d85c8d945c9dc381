package dev.graft.registry.access;

import dev.graft.platform.json.Hashes;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A registry with a person for each role, and with an issuer. */
public final class WithRoles implements QuarkusTestProfile {
    static final String READER = "rita-has-this-token";
    static final String WRITER = "walt-has-this-token";
    static final String PROMOTER = "petra-has-this-token";
    static final String ADMIN = "ada-has-this-token";
    static final String UNNAMED = "the-token-from-before-there-were-roles";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "graft.api.token",
                UNNAMED,
                "graft.api.tokens.rita.role",
                "reader",
                "graft.api.tokens.rita.token",
                READER,
                "graft.api.tokens.walt.role",
                "writer",
                "graft.api.tokens.walt.token",
                WRITER,
                "graft.api.tokens.petra.role",
                "promoter",
                "graft.api.tokens.petra.token-sha256",
                Hashes.sha256(PROMOTER.getBytes(StandardCharsets.UTF_8)),
                "graft.api.tokens.ada.role",
                "admin",
                "graft.api.tokens.ada.token",
                ADMIN);
    }

    /** Of this profile alone: a resource of a test class would be there for every other one as well. */
    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(LocalIssuer.class));
    }
}
