package dev.graft.predictor.serving.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.predictor.serving.question.InvalidInput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawTensorTest {
    @ParameterizedTest
    @CsvSource({
        "BOOL, 0001, 'false, true'",
        "INT8, ff01, '-1, 1'",
        "UINT8, ff01, '255, 1'",
        "INT16, feff, -2",
        "UINT16, feff, 65534",
        "INT32, feffffff01000000, '-2, 1'",
        "UINT32, feffffff, 4294967294",
        "INT64, feffffffffffffff, -2",
        "FP32, 0000c03f000040c0, '1.5, -3.0'",
        "FP64, 000000000000f83f, 1.5",
    })
    void numbers_are_little_endian(String datatype, String hex, String values) throws InvalidInput {
        assertThat(RawTensor.read("x", datatype, raw(hex)))
                .extracting(Object::toString)
                .containsExactly(values.split(", "));
    }

    @Test
    void a_string_follows_its_length_in_four_bytes() throws InvalidInput {
        byte[] written = RawTensor.ofStrings(List.of("a", "", "grün"));

        assertThat(HexFormat.of().formatHex(written))
                .isEqualTo("01000000" + "61" + "00000000" + "05000000" + "6772c3bc6e");
        assertThat(RawTensor.read("x", "BYTES", ByteBuffer.wrap(written)))
                .extracting(value -> new String((byte[]) value, StandardCharsets.UTF_8))
                .containsExactly("a", "", "grün");
    }

    @Test
    void floats_come_back_as_they_went() throws InvalidInput {
        List<Float> values = List.of(0.25f, Float.MIN_VALUE, -1e30f);

        assertThat(RawTensor.read("x", "FP32", ByteBuffer.wrap(RawTensor.ofFloats(values))))
                .isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource({
        "BYTES, 010000, breaks off",
        "BYTES, 0200000061, breaks off",
        "BYTES, ffffffff61, breaks off",
        "FP32, 000000, no whole FP32 values of 4 bytes",
        "FP16, 0000, only BYTES and",
    })
    void what_breaks_off_or_has_no_binary_form_is_refused(String datatype, String hex, String reason) {
        assertThatThrownBy(() -> RawTensor.read("x", datatype, raw(hex)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'x'")
                .hasMessageContaining(reason);
    }

    private static ByteBuffer raw(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }
}
