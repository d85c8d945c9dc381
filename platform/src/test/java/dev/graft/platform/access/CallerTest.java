package dev.graft.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallerTest {
    @Test
    void a_proved_name_is_the_only_one() {
        Caller ada = new Caller("ada", Role.PROMOTER, Caller.Proof.TOKEN);

        assertThat(ada.nameOr("bo")).isEqualTo("ada");
        assertThat(ada.nameOr(null)).isEqualTo("ada");
    }

    @Test
    void a_claimed_name_counts_where_nobody_has_to_prove_one() {
        Caller open = new Caller(Caller.ANONYMOUS, Role.ADMIN, Caller.Proof.OPEN);

        assertThat(open.nameOr(" ada ")).isEqualTo("ada");
        assertThat(open.nameOr(" ")).isNull();
    }

    @Test
    void a_claimed_name_is_marked_where_others_prove_theirs() {
        Caller nobody = new Caller(Caller.ANONYMOUS, Role.PROMOTER, Caller.Proof.NONE);

        assertThat(nobody.nameOr("ada")).isEqualTo("ada (unverified)");
        assertThat(nobody.nameOr(null)).isNull();
    }
}
