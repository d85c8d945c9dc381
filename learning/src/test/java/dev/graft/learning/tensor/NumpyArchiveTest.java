package dev.graft.learning.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyArchiveTest {

    @TempDir
    Path folder;

    @Test
    void reads_what_numpy_wrote() throws Exception {
        SortedMap<String, HostTensor> arrays =
                NumpyArchive.read(Path.of("src/test/resources/dev/graft/learning/numpy-golden.npz"));

        assertThat(arrays.keySet())
                .containsExactly("big", "column", "double", "empty", "half", "layer.weight", "scalar");
        assertThat(arrays.get("layer.weight")).isEqualTo(HostTensor.of(new Shape(2, 3), 0, 1, 2, 3, 4, 5));
        assertThat(arrays.get("column"))
                .isEqualTo(HostTensor.of(new Shape(2, 3, 2), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        assertThat(arrays.get("big")).isEqualTo(HostTensor.of(new Shape(2), 1.5f, -2));
        assertThat(arrays.get("half")).isEqualTo(HostTensor.of(new Shape(3), 0.5f, 65504, -0.25f));
        assertThat(arrays.get("double")).isEqualTo(HostTensor.of(new Shape(1), 3.25f));
        assertThat(arrays.get("scalar")).isEqualTo(HostTensor.of(new Shape(), 7));
        assertThat(arrays.get("empty").shape()).isEqualTo(new Shape(0, 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }           ¦ pickled",
                "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }          ¦ type <c8",
                "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), } ¦ no plain array",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }          ¦ 12 bytes",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }          ¦ 4 bytes",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999, 99999)}  ¦ impossible shape",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,)}  ¦ impossible shape",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (536870912,)}    ¦ more than a Java array",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }         ¦ no plain array",
                "import os                                                          ¦ no plain array"
            })
    void refuses_arrays_that_are_not_what_they_say(String line) throws Exception {
        String[] parts = line.split("¦");
        Path file = archive(Map.of("w.npy", array(parts[0].strip(), new byte[8])));

        assertThatThrownBy(() -> NumpyArchive.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(parts[1].strip());
    }

    @Test
    void refuses_archives_of_something_else() throws Exception {
        Path text = archive(Map.of("readme.txt", new byte[3]));
        Path noArray = archive(Map.of("w.npy", new byte[30]));
        Path noZip = Files.writeString(folder.resolve("x.npz"), "no archive at all");

        assertThatThrownBy(() -> NumpyArchive.read(text)).hasMessageContaining("readme.txt");
        assertThatThrownBy(() -> NumpyArchive.read(noArray)).hasMessageContaining("no NumPy array");
        assertThatThrownBy(() -> NumpyArchive.read(noZip))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no .npz archive");
    }

    @Test
    void refuses_a_header_that_promises_to_be_huge() throws Exception {
        byte[] array = array("{}", new byte[0]);
        array[6] = 2;
        ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN).putInt(8, 2_000_000_000);

        Path file = archive(Map.of("w.npy", array));

        assertThatThrownBy(() -> NumpyArchive.read(file)).hasMessageContaining("at most 65536");
    }

    @Test
    void refuses_a_file_that_is_cut_off() throws Exception {
        byte[] whole = Files.readAllBytes(Path.of("src/test/resources/dev/graft/learning/numpy-golden.npz"));

        for (int length = 0; length < whole.length; length += 37) {
            Path file = Files.write(folder.resolve(length + ".npz"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> NumpyArchive.read(file)).isInstanceOf(IOException.class);
        }
    }

    private static byte[] array(String header, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        byte[] text = header.getBytes(StandardCharsets.US_ASCII);
        out.write(new byte[] {(byte) text.length, (byte) (text.length >> 8)});
        out.write(text);
        out.write(content);
        byte[] bytes = out.toByteArray();
        return bytes.length < 12 ? Arrays.copyOf(bytes, 12) : bytes;
    }

    private Path archive(Map<String, byte[]> entries) throws IOException {
        Path file = Files.createTempFile(folder, "archive", ".npz");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }
}
