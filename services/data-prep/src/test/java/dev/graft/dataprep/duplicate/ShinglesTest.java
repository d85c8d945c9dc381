package dev.graft.dataprep.duplicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShinglesTest {
    private static final long SEED = 0x9E3779B97F4A7C15L;

    static Stream<Arguments> golden() {
        return Stream.of(
                Arguments.of("Where?", List.of(" wh", "whe", "her", "ere", "re ")),
                Arguments.of("Don't go", List.of(" do", "don", "on ", "n t", " t ", "t g", " go", "go ")),
                Arguments.of("Caf\u00E9", List.of(" ca", "caf", "af\u00E9", "f\u00E9 ")),
                Arguments.of("Cafe\u0301", List.of(" ca", "caf", "af\u00E9", "f\u00E9 ")),
                Arguments.of("aaaaaaaa", List.of(" aa", "aaa", "aa ")),
                Arguments.of("很快，好吃", List.of("很", "很快", "快", "快好", "好", "好吃", "吃")),
                Arguments.of("ビール", List.of("ビ", "ビー", "ー", "ール", "ル")),
                Arguments.of("맛 있다", List.of("맛", "맛있", "있", "있다", "다")),
                Arguments.of("no 很好", List.of(" no", "no很", "o很好", "很", "很好", "好")),
                Arguments.of("很好 no", List.of("很", "很好", "好", "好n", "no ")),
                Arguments.of("👍👍👍", List.of(" 👍👍", "👍👍👍", "👍👍 ")),
                Arguments.of("👍", List.of(" 👍 ")),
                Arguments.of("a", List.of(" a ")),
                Arguments.of("好", List.of("好")),
                Arguments.of("?!", List.of(" ?!", "?! ")),
                Arguments.of("", List.of("  ")));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void shingles_are_short_runs_of_code_points(String text, List<String> expected) {
        assertThat(hashes(Shingles.of(text)))
                .containsExactlyInAnyOrder(
                        expected.stream().map(ShinglesTest::hash).toArray(Long[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "Where is my card?, where   is my CARD",
        "'Well, it failed!', well it failed",
        "'in\u200Bvisible', invisible",
        "'很快，好吃', '很快 好吃！'",
        "'STRASSE', stra\u00DFe"
    })
    void case_white_space_punctuation_and_invisible_characters_do_not_count(String one, String other) {
        assertThat(Shingles.of(one).jaccard(Shingles.of(other))).isEqualTo(1);
    }

    @Test
    void a_hash_never_changes() {
        assertThat(Shingles.of("a").hash(0)).isEqualTo(-3487822932589310341L);
    }

    @Test
    void jaccard_is_the_share_of_the_union_that_both_hold() {
        Shingles one = Shingles.ofHashes(1, 2, 3, -4);
        Shingles other = Shingles.ofHashes(-4, 3, 3, 9);

        assertThat(one.jaccard(other)).isCloseTo(2 / 5.0, within(1e-15));
        assertThat(other.jaccard(one)).isEqualTo(one.jaccard(other));
        assertThat(one.jaccard(one)).isEqualTo(1);
        assertThat(one.jaccard(Shingles.ofHashes(5))).isZero();
    }

    private static long[] hashes(Shingles shingles) {
        return LongStream.range(0, shingles.size())
                .map(place -> shingles.hash((int) place))
                .toArray();
    }

    private static long hash(String gram) {
        long hash = SEED;
        for (int codePoint : gram.codePoints().toArray()) {
            hash = Shingles.mix(hash ^ codePoint);
        }
        return hash;
    }
}
