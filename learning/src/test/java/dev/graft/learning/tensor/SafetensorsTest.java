package dev.graft.learning.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    @TempDir
    Path folder;

    @Test
    void reads_back_what_it_wrote() throws IOException {
        // given
        SortedMap<String, HostTensor> tensors = new TreeMap<>(Map.of(
                "b", HostTensor.of(new Shape(2, 3), 1, -2, 3.5f, Float.MIN_VALUE, 5, 6),
                "a", HostTensor.of(new Shape(1), 42),
                "empty", HostTensor.of(new Shape(0, 4)),
                "scalar", HostTensor.of(new Shape(), 7)));

        // when
        Safetensors.write(folder.resolve("x"), tensors, Map.of("format", "pt"));

        // then
        assertThat(Safetensors.read(folder.resolve("x"))).isEqualTo(tensors);
    }

    @Test
    void replaces_a_file_whose_tensors_are_in_use() throws IOException {
        // given
        Path file = folder.resolve("x");
        HostTensor large = HostTensor.of(new Shape(1 << 16), new float[1 << 16]);
        Safetensors.write(file, new TreeMap<>(Map.of("a", large, "b", HostTensor.of(new Shape(1), 5))), Map.of());
        SortedMap<String, HostTensor> mapped = Safetensors.read(file);

        // when
        Safetensors.write(file, new TreeMap<>(Map.of("b", HostTensor.of(new Shape(1), 6))), Map.of());

        // then
        assertThat(mapped.get("a")).isEqualTo(large);
        assertThat(mapped.get("b").values().get(0)).isEqualTo(5);
        assertThat(Safetensors.read(file).get("b").values().get(0)).isEqualTo(6);
        assertThat(folder).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void writes_the_same_bytes_for_the_same_tensors() throws IOException {
        // given
        SortedMap<String, HostTensor> tensors =
                new TreeMap<>(Map.of("b", HostTensor.of(new Shape(2), 1, 2), "a", HostTensor.of(new Shape(1), 3)));

        // when
        Safetensors.write(folder.resolve("x"), tensors, Map.of("k", "v", "a", "b"));

        // then
        String header = "{\"__metadata__\":{\"a\":\"b\",\"k\":\"v\"},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}";
        String padded = header + " ".repeat((8 - header.length() % 8) % 8);
        assertThat(Files.readAllBytes(folder.resolve("x"))).isEqualTo(file(padded, 3, 1, 2));
    }

    @Test
    void writes_tensors_that_are_larger_than_its_buffer() throws IOException {
        // given
        float[] values = new float[700_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        SortedMap<String, HostTensor> tensors = new TreeMap<>(Map.of("x", HostTensor.of(new Shape(700, 1000), values)));

        // when
        Safetensors.write(folder.resolve("x"), tensors, Map.of());

        // then
        assertThat(Safetensors.read(folder.resolve("x"))).isEqualTo(tensors);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}",
                "{\"a\":{\"dtype\":\"C64\",\"shape\":[1],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}"
            })
    void refuses_headers_that_lie(String header) throws IOException {
        Files.write(folder.resolve("x"), file(header, 1, 2));

        assertThatThrownBy(() -> Safetensors.read(folder.resolve("x"))).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, Safetensors.MAX_HEADER_BYTES + 1L, Long.MAX_VALUE, 100})
    void refuses_header_lengths_out_of_bounds_before_it_reads_them(long length) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        Files.write(folder.resolve("x"), bytes.array());

        assertThatThrownBy(() -> Safetensors.read(folder.resolve("x"))).isInstanceOf(IOException.class);
    }

    @Test
    void refuses_a_file_without_room_for_a_length() throws IOException {
        Files.write(folder.resolve("x"), new byte[5]);

        assertThatThrownBy(() -> Safetensors.read(folder.resolve("x"))).isInstanceOf(IOException.class);
    }

    @Test
    void reads_other_floating_point_types_as_float32_and_leaves_integers_out() throws IOException {
        // given: 1.5 as F64, BF16 and F16, 7 as I64
        String header = "{\"brain\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[8,10]},"
                + "\"double\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
                + "\"half\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[10,12]},"
                + "\"ids\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[12,20]}}";
        ByteBuffer data = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        data.putDouble(1.5).putShort((short) 0x3fc0).putShort((short) 0x3e00).putLong(7);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(file(header));
        bytes.write(data.array());
        Files.write(folder.resolve("x"), bytes.toByteArray());

        // when
        SortedMap<String, HostTensor> tensors = Safetensors.read(folder.resolve("x"));

        // then
        assertThat(tensors).containsOnlyKeys("brain", "double", "half");
        assertThat(tensors.values())
                .allSatisfy(t -> assertThat(t.values().get(0)).isEqualTo(1.5f));
    }

    @ParameterizedTest
    @CsvSource({
        "0x0000, 0", "0x0001, 5.9604645e-8", "0x03ff, 6.097555e-5", "0x0400, 6.1035156e-5", "0x3c00, 1",
        "0xc000, -2", "0x7bff, 65504", "0x7c00, Infinity", "0xfc00, -Infinity", "0x7e00, NaN"
    })
    void reads_half_precision(String bits, Float value) {
        assertThat(FloatTypes.half(Integer.decode(bits).shortValue())).isEqualTo(value);
    }

    private static byte[] file(String header, float... values) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + text.length + 4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }
}
