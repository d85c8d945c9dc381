package dev.graft.dataprep.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.dataprep.mapping.MappedRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowRulesTest {
    private static final int MIN_CHARS = 2;
    private static final int MAX_CHARS = 50;
    private final RowRules rules = RowRules.forText(List.of("refund", "delivery"), false, MIN_CHARS, MAX_CHARS);

    @Test
    void a_good_row_breaks_nothing() {
        assertThat(rules.check(new MappedRow(1, "Où est mon colis ?\n\tMerci 🙂", " refund ")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'   ', refund, text-blank",
        "'\u200B\u00A0\u2060', refund, text-blank",
        "'a\u0000b', refund, text-control-character",
        "'a\u0085b', refund, text-control-character",
        "'a\uD83Db', refund, text-broken-unicode",
        "'x', refund, text-too-short",
        "'fine', '  ', label-missing",
        "'fine', Refund, label-unknown",
        "'fine', 're fund', label-unknown"
    })
    void names_the_first_rule_that_is_broken(String text, String label, String rule) {
        assertThat(rules.check(new MappedRow(1, text, label)))
                .hasValueSatisfying(breach -> assertThat(breach.rule()).isEqualTo(rule));
    }

    @Test
    void a_row_without_text_or_label_breaks_its_own_rules() {
        assertThat(rules.check(new MappedRow(1, null, "refund")))
                .hasValueSatisfying(breach -> assertThat(breach.rule()).isEqualTo("text-missing"));
        assertThat(rules.check(new MappedRow(1, "fine", null)))
                .hasValueSatisfying(breach -> assertThat(breach.rule()).isEqualTo("label-missing"));
    }

    @Test
    void the_longest_text_passes_and_one_more_character_does_not() {
        assertThat(rules.check(new MappedRow(1, "x".repeat(MAX_CHARS), "refund")))
                .isEmpty();
        assertThat(rules.check(new MappedRow(1, "x".repeat(MAX_CHARS + 1), "refund")))
                .hasValueSatisfying(breach -> assertThat(breach.rule()).isEqualTo("text-too-long"));
    }

    @Test
    void a_reason_is_bounded_however_long_the_value() {
        String reason = rules.check(new MappedRow(1, "fine", "\uD83D\uDE42".repeat(1_000_000)))
                .orElseThrow()
                .reason();

        assertThat(reason).hasSizeLessThan(2 * Excerpt.MAX_CHARS).contains("…");
    }
}
