package dev.graft.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditEntryTest {
    @Test
    void is_one_line_that_says_who_did_what_as_what() {
        Caller ada = new Caller("ada", Role.PROMOTER, Caller.Proof.TOKEN);

        assertThat(AuditEntry.of(ada, Role.PROMOTER, "POST", "/models/m/rollback", 200)
                        .line())
                .isEqualTo("{\"by\":\"ada\",\"proof\":\"token\",\"role\":\"promoter\",\"needed\":\"promoter\","
                        + "\"method\":\"POST\",\"path\":\"/models/m/rollback\",\"status\":200}");
    }

    @Test
    void holds_no_character_that_could_make_a_second_line_or_turn_the_text_around() {
        Caller sly = new Caller("ada\n2026 INFO\u2028\u202Etoor\u0000\u001B[31m", null, Caller.Proof.OIDC);

        String line = AuditEntry.of(sly, Role.ADMIN, "DE\rLETE", "/a\nb", 403).line();

        assertThat(line).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]").contains("ada\uFFFD2026 INFO");
    }

    @Test
    void is_bounded() {
        Caller verbose = new Caller("n".repeat(10_000), null, Caller.Proof.NONE);

        assertThat(AuditEntry.of(verbose, Role.WRITER, "M".repeat(500), "/".repeat(100_000), 401)
                        .line())
                .hasSizeLessThan(1_000);
    }
}
