package dev.graft.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.platform.json.Hashes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaticTokensTest {
    private static final String SECRET = "a-token-of-this-test";
    private static final String SHA256 = Hashes.sha256(SECRET.getBytes(StandardCharsets.UTF_8));

    @Test
    void knows_a_token_by_its_text() {
        StaticTokens tokens =
                tokens(Map.of("graft.api.tokens.ada.role", "promoter", "graft.api.tokens.ada.token", SECRET));

        assertThat(tokens.find(SECRET)).contains(new Caller("ada", Role.PROMOTER, Caller.Proof.TOKEN));
        assertThat(tokens.find(SECRET + "x")).isEmpty();
        assertThat(tokens.find(SECRET.substring(1))).isEmpty();
        assertThat(tokens.find("")).isEmpty();
    }

    @Test
    void knows_a_token_by_its_sha256_which_is_no_token_itself() {
        StaticTokens tokens = tokens(
                Map.of("graft.api.tokens.ci.role", "writer", "graft.api.tokens.ci.token-sha256", SHA256.toUpperCase()));

        assertThat(tokens.find(SECRET)).map(Caller::name).contains("ci");
        assertThat(tokens.find(SHA256)).isEmpty();
    }

    @Test
    void knows_a_token_by_a_file_with_white_space_around_it(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), " " + SECRET + "\n");

        StaticTokens tokens =
                tokens(Map.of("graft.api.tokens.ci.role", "reader", "graft.api.tokens.ci.token-file", file.toString()));

        assertThat(tokens.find(SECRET)).map(Caller::role).contains(Role.READER);
    }

    @Test
    void the_old_token_is_an_admin_without_a_name_of_its_own() {
        assertThat(tokens(Map.of("graft.api.token", "short")).find("short"))
                .contains(new Caller("api-token", Role.ADMIN, Caller.Proof.TOKEN));
    }

    @Test
    void reads_them_from_the_environment(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), SECRET);

        StaticTokens tokens = StaticTokens.of(Settings.ofEnvironment(Map.of(
                "GRAFT_API_TOKEN", "",
                "GRAFT_API_TOKENS_ADA_ROLE", "admin",
                "GRAFT_API_TOKENS_ADA_TOKEN_FILE", file.toString(),
                "GRAFT_API_TOKENS_BO_ROLE", "reader",
                "GRAFT_API_TOKENS_BO_TOKEN_SHA256", Hashes.sha256("another".getBytes(StandardCharsets.UTF_8)))));

        assertThat(tokens.find(SECRET)).map(Caller::name).contains("ada");
        assertThat(tokens.find("another")).map(Caller::name).contains("bo");
    }

    @Test
    void several_are_told_apart() {
        StaticTokens tokens = tokens(Map.of(
                "graft.api.tokens.first.role",
                "reader",
                "graft.api.tokens.first.token",
                SECRET + "1",
                "graft.api.tokens.second.role",
                "admin",
                "graft.api.tokens.second.token",
                SECRET + "2",
                "graft.api.tokens.third.role",
                "writer",
                "graft.api.tokens.third.token",
                SECRET + "3"));

        assertThat(tokens.find(SECRET + "1")).map(Caller::name).contains("first");
        assertThat(tokens.find(SECRET + "2")).map(Caller::name).contains("second");
        assertThat(tokens.find(SECRET + "3")).map(Caller::name).contains("third");
    }

    @Test
    void one_token_of_two_names_is_refused_without_being_told() {
        assertThatThrownBy(() -> tokens(Map.of(
                        "graft.api.tokens.ada.role",
                        "reader",
                        "graft.api.tokens.ada.token",
                        SECRET,
                        "graft.api.tokens.bo.role",
                        "admin",
                        "graft.api.tokens.bo.token-sha256",
                        SHA256)))
                .hasMessageContaining("same token")
                .hasMessageNotContaining(SECRET)
                .hasMessageNotContaining(SHA256);
    }

    @Test
    void one_name_has_one_token() {
        assertThatThrownBy(() -> tokens(Map.of("graft.api.tokens.ada.role", "reader")))
                .hasMessageContaining("graft.api.tokens.ada needs exactly one of");
        assertThatThrownBy(() -> tokens(Map.of(
                        "graft.api.tokens.ada.role", "reader",
                        "graft.api.tokens.ada.token", SECRET,
                        "graft.api.tokens.ada.token-sha256", SHA256)))
                .hasMessageContaining("has 2");
    }

    @Test
    void a_short_token_is_refused_without_being_told() {
        assertThatThrownBy(() ->
                        tokens(Map.of("graft.api.tokens.ada.role", "reader", "graft.api.tokens.ada.token", "hunter2")))
                .hasMessageContaining("at least 16 characters")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_digest_that_is_none_is_refused() {
        assertThatThrownBy(() -> tokens(
                        Map.of("graft.api.tokens.ada.role", "reader", "graft.api.tokens.ada.token-sha256", "abc")))
                .hasMessageContaining("64 hexadecimal digits");
    }

    @Test
    void a_file_that_is_not_there_or_empty_is_named(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");

        assertThatThrownBy(() -> tokens(
                        Map.of("graft.api.token-file", folder.resolve("none").toString())))
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> tokens(Map.of("graft.api.token-file", empty.toString())))
                .hasMessageContaining("holds no token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anonymous", "evaluator", "mlflow", "api-token", "-dash", "sp ace"})
    void a_name_that_would_mislead_is_refused(String name) {
        assertThatThrownBy(() -> tokens(Map.of(
                        "graft.api.tokens.\"" + name + "\".role",
                        "reader",
                        "graft.api.tokens.\"" + name + "\".token",
                        SECRET)))
                .hasMessageContaining("a name has up to 64");
    }

    private static StaticTokens tokens(Map<String, String> properties) {
        return StaticTokens.of(Settings.of(properties));
    }
}
