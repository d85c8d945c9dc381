package dev.graft.learning.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextSpaceTest {

    private static final List<String> TEXTS =
            List.of("The cat sat on the mat", "the dog sat", "A cat, a dog and a bird!");

    @TempDir
    Path folder;

    /** By scikit-learn's TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True). */
    @Test
    void words_and_pairs_weigh_as_scikit_learns_do() {
        TextSpace space = TextSpace.fit(TextSpace.Options.wordsAndPairs(), TEXTS);

        assertThat(space.names())
                .containsExactly(
                        "w and",
                        "w and bird",
                        "w bird",
                        "w cat",
                        "w cat dog",
                        "w cat sat",
                        "w dog",
                        "w dog and",
                        "w dog sat",
                        "w mat",
                        "w on",
                        "w on the",
                        "w sat",
                        "w sat on",
                        "w the",
                        "w the cat",
                        "w the dog",
                        "w the mat");
        assertThat(space.vectors(List.of("the cat cat sat fly")).row(0))
                .containsExactly(
                        new double[] {
                            0,
                            0,
                            0,
                            0.586832192,
                            0,
                            0.455727547,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0.346592546,
                            0,
                            0.346592546,
                            0.455727547,
                            0,
                            0
                        },
                        within(1e-9));
    }

    /** By scikit-learn's TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 3)). */
    @Test
    void characters_within_words_weigh_as_scikit_learns_do() {
        TextSpace space = TextSpace.fit(
                new TextSpace.Options(TextTerms.characters(2, 3), false, 1, 100), List.of("ab cd", "abc"));

        assertThat(space.names())
                .containsExactly(
                        "c  a", "c  ab", "c  c", "c  cd", "c ab", "c ab ", "c abc", "c b ", "c bc", "c bc ", "c c ",
                        "c cd", "c cd ", "c d ");
        assertThat(space.vectors(List.of("abc ab")).row(0))
                .containsExactly(
                        new double[] {
                            0.409512968,
                            0.409512968,
                            0,
                            0,
                            0.409512968,
                            0.287778094,
                            0.287778094,
                            0.287778094,
                            0.287778094,
                            0.287778094,
                            0.287778094,
                            0,
                            0,
                            0
                        },
                        within(1e-9));
    }

    @Test
    void writing_without_blanks_is_seen_by_its_characters() {
        TextSpace space =
                TextSpace.fit(new TextSpace.Options(new TextTerms(1, 1, 2, 2), true, 1, 100), List.of("味道很好", "味道很差"));

        assertThat(space.names()).contains("w 味道很好", "c 味道", "c 很差");
    }

    @Test
    void the_most_frequent_terms_are_kept_and_rare_ones_left_out() {
        TextSpace few = TextSpace.fit(new TextSpace.Options(TextTerms.words(1, 1), true, 1, 3), TEXTS);
        TextSpace frequent = TextSpace.fit(new TextSpace.Options(TextTerms.words(1, 1), true, 2, 100), TEXTS);

        assertThat(few.names()).containsExactly("w cat", "w dog", "w sat");
        assertThat(frequent.names()).containsExactly("w cat", "w dog", "w sat", "w the");
        assertThatThrownBy(() -> TextSpace.fit(TextSpace.Options.wordsAndPairs(), List.of("", "!")))
                .hasMessageContaining("no term");
    }

    @Test
    void a_text_without_known_terms_is_a_row_of_zeros() {
        FeatureVectors rows =
                TextSpace.fit(TextSpace.Options.wordsAndPairs(), TEXTS).vectors(List.of("", "zebra"));

        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.start(2)).isZero();
    }

    @Test
    void a_space_and_a_model_come_back_from_their_files_with_the_same_bytes() throws IOException {
        TextSpace space = TextSpace.fit(new TextSpace.Options(new TextTerms(1, 2, 2, 4), true, 1, 1_000), TEXTS);
        LinearModel model = new LinearSvm(1).fit(new LabelledVectors(space.vectors(TEXTS), new int[] {0, 1, 0}, 3));
        Path first = folder.resolve("space.txt");
        Path planes = folder.resolve("model.safetensors");

        TextSpaceFile.write(first, space);
        TextSpaceFile.write(folder.resolve("again.txt"), TextSpaceFile.read(first));
        LinearModelFile.write(planes, model);
        LinearModelFile.write(folder.resolve("again.safetensors"), LinearModelFile.read(planes));

        assertThat(folder.resolve("again.txt")).hasSameBinaryContentAs(first);
        assertThat(folder.resolve("again.safetensors")).hasSameBinaryContentAs(planes);
        FeatureVectors rows = TextSpaceFile.read(first).vectors(TEXTS);
        assertThat(rows.toRows()).isDeepEqualTo(space.vectors(TEXTS).toRows());
        double[][] margins = model.margins(rows);
        double[][] read = LinearModelFile.read(planes).margins(rows);
        IntStream.range(0, 3)
                .forEach(row -> assertThat(Arrays.copyOf(read[row], 2))
                        .containsExactly(Arrays.copyOf(margins[row], 2), within(1e-6)));
        assertThat(read[0][2]).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "graft-text-space 2\n",
                "graft-text-space 1\n{\"words\":[1,1],\"terms\":2,\"texts\":1}\n1\tw a\n",
                "graft-text-space 1\n{\"words\":[1,1],\"terms\":1,\"texts\":1}\n1\tw a\n1\tw b\n",
                "graft-text-space 1\n{\"words\":[1,1],\"terms\":2,\"texts\":1}\n1\tw b\n1\tw a\n",
                "graft-text-space 1\n{\"words\":[1,1],\"terms\":1,\"texts\":1}\n2\tw a\n",
                "graft-text-space 1\n{\"words\":[1,9],\"terms\":1,\"texts\":1}\n1\tw a\n",
                "graft-text-space 1\n{\"words\":[1,1],\"terms\":99999999,\"texts\":1}\n1\tw a\n",
                "graft-text-space 1\n{\"words\":[1,1],\"terms\":1,\"texts\":1}\nw a\n"
            })
    void a_file_that_breaks_a_rule_is_refused(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.txt"), content);

        assertThatThrownBy(() -> TextSpaceFile.read(file)).isInstanceOf(IOException.class);
    }

    @Test
    void terms_without_sense_are_refused() {
        assertThatThrownBy(() -> new TextTerms(0, 0, 0, 0)).hasMessageContaining("words");
        assertThatThrownBy(() -> TextTerms.words(2, 1)).hasMessageContaining("2 to 1");
        assertThatThrownBy(() -> new TextSpace.Options(TextTerms.words(1, 1), true, 0, 1))
                .hasMessageContaining("text");
    }
}
