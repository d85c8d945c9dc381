package dev.graft.learning.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.learning.TinyBert;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextTokenizerTest {

    private static final int CLS = 2;
    private static final int SEP = 3;
    private static final int APPLE = 5;
    private static final int HAMMER = 11;

    @Test
    void frames_a_text_with_special_tokens_and_no_padding() throws Exception {
        assertThat(ids(TextInput.of("Apple HAMMER"), 32)).containsExactly(CLS, APPLE, HAMMER, SEP);
    }

    @Test
    void cuts_the_end_of_a_long_text_and_keeps_the_last_special_token() throws Exception {
        assertThat(ids(TextInput.of("apple ".repeat(50) + "hammer"), 5)).containsExactly(CLS, APPLE, APPLE, APPLE, SEP);
    }

    @Test
    void cuts_the_longer_text_of_a_pair() throws Exception {
        assertThat(ids(new TextInput("apple ".repeat(9), "hammer hammer"), 8))
                .containsExactly(CLS, APPLE, APPLE, APPLE, SEP, HAMMER, HAMMER, SEP);
    }

    @Test
    void looks_only_at_the_beginning_of_an_endless_text() throws Exception {
        String text = " ".repeat(3 * TextTokenizer.CHARACTERS_PER_TOKEN) + "apple";

        assertThat(ids(TextInput.of(text), 3)).containsExactly(CLS, SEP);
    }

    @Test
    void does_not_cut_a_character_of_two_units_in_half() throws Exception {
        String text = "a".repeat(3 * TextTokenizer.CHARACTERS_PER_TOKEN - 1) + "😀 apple";

        assertThat(ids(TextInput.of(text), 3)).startsWith(CLS).endsWith(SEP);
    }

    @Test
    void needs_room_for_special_tokens() {
        assertThatThrownBy(() -> new TextTokenizer("{}", 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void has_no_room_for_a_pair_where_its_special_tokens_are_too_many() throws Exception {
        Path roberta = Path.of(getClass()
                .getResource("/dev/graft/learning/families/roberta/tokenizer.json")
                .toURI());
        TextInput pair = new TextInput("my card", "the money");
        try (TextTokenizer three = new TextTokenizer(Files.readString(roberta), 3);
                TextTokenizer four = new TextTokenizer(Files.readString(roberta), 4)) {
            assertThatThrownBy(() -> three.encode(pair)).isInstanceOf(IllegalArgumentException.class);
            assertThat(four.encode(pair).length()).isEqualTo(4);
        }
    }

    private static int[] ids(TextInput input, int maxLength) throws Exception {
        try (TextTokenizer tokenizer = new TextTokenizer(TinyBert.files().tokenizer(), maxLength)) {
            Tokens tokens = tokenizer.encode(input);
            return IntStream.range(0, tokens.length()).map(tokens::id).toArray();
        }
    }
}
