package dev.graft.learning.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextPreparationTest {
    private static final TextPreparation ALL =
            TextPreparation.of(List.of("unicode-nfc@1", "html@1", "control-characters@1", "whitespace@1"));

    static List<List<String>> examples() {
        return List.of(
                List.of("unicode-nfc@1", "Cafe\u0301", "Caf\u00E9"),
                List.of("unicode-nfc@1", "\u1112\u1161\u11AB", "\uD55C"),
                List.of("html@1", "Where is <b>my</b> parcel&#33;", "Where is my parcel!"),
                List.of("html@1", "<p>One</p><p>Two<br>Three</p>", "One\nTwo\nThree\n"),
                List.of("html@1", "<ul><li>a</li><li>b</li></ul>", "a\nb\n"),
                List.of("html@1", "a<script>steal()</script>b<style>p{}</style><!-- c -->", "ab"),
                List.of("html@1", "5 < 6 & 7 > 3, R&D; AT&T", "5 < 6 & 7 > 3, R&D; AT&T"),
                List.of("html@1", "if (a<b) return", "if (a<b) return"),
                List.of("html@1", "&lt;3 you&nbsp;all", "<3 you\u00A0all"),
                List.of("control-characters@1", "a\u0000b\u0007c\td\ne\r\n", "abc\td\ne\r\n"),
                List.of("control-characters@1", "\uFEFFa\u200Bb\u00ADc\u202Ed\u2060", "abcd"),
                List.of("control-characters@1", "\uD83D\uDC69\u200D\uD83D\uDCBB", "\uD83D\uDC69\u200D\uD83D\uDCBB"),
                List.of("whitespace@1", "  a \t\u00A0 b\u3000c  ", "a b c"),
                List.of("whitespace@1", "a \r\n b\r\rc\n\n\n\nd\u2028e", "a\nb\n\nc\n\nd\ne"),
                List.of("whitespace@1", " \n\t ", ""));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_step_does_what_it_says(List<String> example) {
        CleaningStep step = CleaningStep.named(example.get(0)).orElseThrow();

        assertThat(step.apply(example.get(1))).isEqualTo(example.get(2));
    }

    @ParameterizedTest
    @EnumSource(CleaningStep.class)
    void a_plain_text_stays_as_it_is(CleaningStep step) {
        String plain = "Where is my parcel? \u6211\u7684\u5305\u88F9 \uD83D\uDE42 \u00E9 3 > 2";

        assertThat(step.apply(plain)).isEqualTo(plain);
    }

    @ParameterizedTest
    @EnumSource(CleaningStep.class)
    void no_text_is_too_odd(CleaningStep step) {
        Random random = new Random(1);
        String alphabet = "<>&;#x'\"/!-=ab \n\r\t\u0000\u00A0\u0301\u200D\uFEFF\u2028&lt;<b>";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(step.apply(text.toString())).isNotNull();
        }
    }

    @Test
    void deep_nesting_overflows_no_stack() {
        assertThat(ALL.apply("<div>".repeat(50_000) + "deep")).isEqualTo("deep");
    }

    @Test
    void steps_follow_one_another_and_count_what_they_change() {
        TextPreparation.Counting counting = ALL.counting();

        assertThat(counting.apply("<p> Cafe\u0301 </p>")).isEqualTo("Caf\u00E9");
        assertThat(counting.apply("plain")).isEqualTo("plain");
        assertThat(counting.changed())
                .containsExactly(
                        entry("unicode-nfc@1", 1L),
                        entry("html@1", 1L),
                        entry("control-characters@1", 0L),
                        entry("whitespace@1", 1L));
    }

    @Test
    void prints_and_reads_as_its_ids() {
        assertThat(ALL).hasToString("[unicode-nfc@1, html@1, control-characters@1, whitespace@1]");
        assertThat(TextPreparation.of(ALL.ids())).isEqualTo(ALL);
    }

    @Test
    void an_unknown_step_is_named_with_those_that_there_are() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> TextPreparation.of(List.of("html@2")))
                .withMessageContaining("'html@2'")
                .withMessageContaining("html@1");
    }
}
