package dev.graft.registry.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.registry.label.Refused;
import dev.graft.registry.label.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {
    private static final Searchable VERSION = Searchable.of(new VersionRecord(
            "Customer-messages",
            7,
            Instant.ofEpochMilli(1_000),
            Instant.ofEpochMilli(2_000),
            null,
            Map.of("stage", "trial", "owner's name", "Ada", "a b", "x = 'y'"),
            Stage.NONE,
            "s3://graft/runs/run-7/model/",
            "run-7",
            null,
            "",
            true,
            List.of()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "name = 'Customer-messages'",
                "name='Customer-messages'",
                "attribute.name = \"Customer-messages\"",
                "name != 'customer-messages'",
                "name LIKE 'Customer%'",
                "name like '%mess_ges'",
                "name ILIKE 'CUSTOMER%MESSAGES%'",
                "name IN ('other', 'Customer-messages')",
                "run_id = 'run-7' AND name LIKE 'C%' and version_number >= 7",
                "run_id IN ('run-7')",
                "source_path LIKE 's3://graft/%'",
                "version_number = 7",
                "version_number<8 AND version_number>6",
                "version_number != 8",
                "tags.stage = 'trial'",
                "tag.stage != 'real'",
                "tags.`owner's name` ILIKE 'ada'",
                "tags.`a b` = \"x = 'y'\"",
                "tags.\"a b\" LIKE 'x%'",
                "tag.`mlflow.prompt.is_prompt` != 'true'",
                "tag.`mlflow.prompt.is_prompt` = 'false'"
            })
    void matches(String filter) {
        assertThat(holds(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name = 'customer-messages'",
                "name LIKE 'customer%'",
                "name LIKE 'Customer_messages_'",
                "name LIKE ''",
                "name IN ('a', 'b')",
                "version_number > 7",
                "run_id = 'run-7' AND version_number = 8",
                "tags.missing = 'x'",
                "tags.missing != 'x'",
                "tags.stage LIKE 'TRIAL'",
                "tag.`mlflow.prompt.is_prompt` = 'true'"
            })
    void does_not_match(String filter) {
        assertThat(holds(filter)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            nam = 'x'                       | knows no field 'nam' (character 1)
            metrics.f1 > 3                  | it knows name, run_id, source_path, version_number and tags.key
            name == 'x'                     | at character 6: after 'name' one of
            name > 'x'                      | = != LIKE ILIKE IN is expected, but it says '>'
            version_number LIKE '7'         | after 'version_number' one of = != < <= > >=
            version_number = seven          | a whole number is expected, but it says 'seven'
            name = x                        | a text in quotes
            name = 'x                       | a quote at character 8 that is never closed
            name = 'x' OR name = 'y'        | a filter cannot say OR
            name = 'x' AND                  | a field is expected, but the filter ends
            name IN 'x'                     | ( after IN
            name IN ('x' 'y')               | a comma or )
            source_path IN ('x')            | after 'source_path' one of
            tags. = 'x'                     | knows no field 'tags.'
            'name' = 'x'                    | a field is expected
            name = 'x' name = 'y'           | AND or the end is expected
            """)
    void says_where_a_filter_is_wrong(String filter, String message) {
        assertThatThrownBy(() -> holds(filter)).isInstanceOf(Refused.class).hasMessageContaining(message);
    }

    @Test
    void knows_fewer_fields_of_models() {
        assertThatThrownBy(() -> FilterParser.parse(Grammar.MODELS, "run_id = 'x'"))
                .hasMessageContaining("a filter of models knows no field 'run_id'");
    }

    @Test
    void reads_a_filter_of_bounded_length() {
        assertThatThrownBy(() -> holds("name = '" + "x".repeat(10_000) + "'")).hasMessageContaining("at most 10000");
        String many = "name = 'x'" + " AND name = 'x'".repeat(50);
        assertThatThrownBy(() -> holds(many)).hasMessageContaining("more than 50 conditions");
    }

    @Test
    void a_pattern_of_many_percents_is_no_danger() {
        assertThat(Like.matches("%a".repeat(2_000) + "b", "a".repeat(4_000))).isFalse();
        assertThat(Like.matches("%", "")).isTrue();
        assertThat(Like.matches("a%b%c", "a-b-b-c")).isTrue();
    }

    private static boolean holds(String filter) {
        return FilterParser.parse(Grammar.VERSIONS, filter).stream().allMatch(each -> each.holdsFor(VERSION));
    }
}
