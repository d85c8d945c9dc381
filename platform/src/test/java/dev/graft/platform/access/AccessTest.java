package dev.graft.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccessTest {
    private static final Map<String, String> ADA =
            Map.of("graft.api.tokens.ada.role", "promoter", "graft.api.tokens.ada.token", "a-token-of-this-test");

    @ParameterizedTest
    @EnumSource(Role.class)
    void a_role_may_do_what_those_before_it_may(Role role) {
        for (Role other : Role.values()) {
            assertThat(role.includes(other)).isEqualTo(role.ordinal() >= other.ordinal());
        }
    }

    @Test
    void where_nothing_is_configured_everybody_may_do_everything() {
        Access access = Access.of(Settings.of(Map.of()), false);

        assertThat(access.isOpen()).isTrue();
        assertThat(access.anonymous().may(Role.ADMIN)).isTrue();
        assertThat(access.anonymous().isKnown()).isFalse();
    }

    @Test
    void where_somebody_has_a_token_others_may_read() {
        Access access = Access.of(Settings.of(ADA), false);

        assertThat(access.isOpen()).isFalse();
        assertThat(access.anonymous().may(Role.READER)).isTrue();
        assertThat(access.anonymous().may(Role.WRITER)).isFalse();
        assertThat(access.byToken("a-token-of-this-test")).map(Caller::name).contains("ada");
    }

    @Test
    void an_issuer_alone_closes_writes() {
        assertThat(Access.of(Settings.of(Map.of()), true).anonymous().may(Role.WRITER))
                .isFalse();
    }

    @Test
    void callers_without_credentials_may_be_kept_out_or_let_in() {
        Access closed = Access.of(Settings.of(Map.of("graft.api.anonymous", "none")), false);
        Access writers = Access.of(Settings.of(Map.of("graft.api.anonymous", "writer")), false);

        assertThat(closed.isOpen()).isFalse();
        assertThat(closed.anonymous().may(Role.READER)).isFalse();
        assertThat(writers.anonymous().may(Role.WRITER)).isTrue();
        assertThat(writers.anonymous().may(Role.PROMOTER)).isFalse();
    }

    @Test
    void credentials_never_take_away_what_everybody_may_do() {
        Access access = Access.of(Settings.of(Map.of("graft.api.anonymous", "writer")), true);

        Caller caller = access.issued("bo", Set.of("graft-reader"));

        assertThat(caller.may(Role.WRITER)).isTrue();
        assertThat(caller.name()).isEqualTo("bo");
    }

    @ParameterizedTest
    @CsvSource({
        "graft-reader, READER",
        "graft-writer graft-promoter, PROMOTER",
        "graft-admin offline_access, ADMIN",
        "admin promoter, READER",
        "GRAFT-ADMIN, READER"
    })
    void the_highest_role_of_the_issuers_counts_and_foreign_roles_do_not(String roles, Role expected) {
        Access access = Access.of(Settings.of(Map.of()), true);

        assertThat(access.issued("bo", Set.of(roles.split(" "))).role()).isEqualTo(expected);
    }

    @Test
    void who_has_no_role_at_the_issuer_has_none_where_reads_are_closed() {
        Access access = Access.of(Settings.of(Map.of("graft.api.anonymous", "none")), true);

        assertThat(access.issued("bo", Set.of("offline_access")).may(Role.READER))
                .isFalse();
    }

    @Test
    void the_prefix_of_the_issuers_roles_can_be_chosen() {
        Access access = Access.of(Settings.of(Map.of("graft.api.oidc.role-prefix", "ml:")), true);

        assertThat(access.issued("bo", Set.of("ml:admin")).may(Role.ADMIN)).isTrue();
        assertThat(access.issued("bo", Set.of("graft-admin")).may(Role.ADMIN)).isFalse();
    }

    @Test
    void nobody_passes_for_another_by_a_name_chosen_at_the_issuer() {
        Access access = Access.of(Settings.of(ADA), true);

        assertThat(access.issued("ada", Set.of()).name()).isEqualTo("ada@oidc");
        assertThat(access.issued("evaluator", Set.of()).name()).isEqualTo("evaluator@oidc");
        assertThat(access.issued("a\u202Eda\n", Set.of()).name()).isEqualTo("a\uFFFDda\uFFFD");
        assertThat(access.issued("x".repeat(500), Set.of()).name()).hasSize(201);
    }
}
