package dev.graft.learning.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.pytorch.engine.NativeHandles;
import dev.graft.learning.TinyBert;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.DeviceChoice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextEmbedderTest {

    @ParameterizedTest
    @CsvSource({
        "bge-small-en-v1.5, where is my new card, my card has not arrived yet, the weather is fine today",
        "bge-small-zh-v1.5, 送餐很快, 外卖很快就到了, 今天股票大跌"
    })
    void puts_texts_of_one_meaning_close_together_at_length_one(String backbone, String text, String near, String far)
            throws Exception {
        try (TextEmbedder embedder = TextEmbedder.load(Backbones.named(backbone), 32, DeviceChoice.CPU)) {
            float[][] vectors = embedder.embed(List.of(TextInput.of(text), TextInput.of(near), TextInput.of(far)));

            assertThat(vectors[0]).hasSize(embedder.size());
            assertThat(product(vectors[0], vectors[0])).isCloseTo(1, within(1e-5));
            assertThat(product(vectors[0], vectors[1])).isGreaterThan(product(vectors[0], vectors[2]) + 0.1);
        }
    }

    @Test
    void leaves_the_length_alone_where_nobody_asked_for_it_and_no_native_memory_behind() throws Exception {
        int before = NativeHandles.count();
        try (TextEmbedder embedder = TextEmbedder.load(TinyBert.files(), 32, DeviceChoice.CPU)) {
            float[] vector = embedder.embed(List.of(TextInput.of("my old hammer")))[0];

            assertThat(product(vector, vector)).isNotCloseTo(1, within(0.1));
            assertThat(embedder.embed(List.of())).isEmpty();
        }
        assertThat(NativeHandles.count()).isEqualTo(before);
    }

    @Test
    void refuses_more_tokens_than_the_backbone_reads() {
        assertThatThrownBy(() -> TextEmbedder.load(TinyBert.files(), 65, DeviceChoice.CPU))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64");
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
