package dev.graft.dataprep.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.graft.dataprep.image.RawImage;
import dev.graft.dataprep.reading.UnreadableSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipEntriesTest {
    private static final String CENTRAL_HEADER = "PK\u0001\u0002";
    private static final int CENTRAL_FLAGS = 8;
    private static final int CENTRAL_METHOD = 10;
    private static final int CENTRAL_CRC = 16;

    @TempDir
    private Path folder;

    @Test
    void an_encrypted_entry_costs_itself_alone() throws Exception {
        Path file = patched(CENTRAL_FLAGS, 0x09);

        assertThat(Archives.summary(images(file))).containsExactly("1 ants/1.jpg entry-encrypted", "2 ants/2.jpg ants");
    }

    @Test
    void an_entry_of_an_unknown_method_costs_itself_alone() throws Exception {
        Path file = patched(CENTRAL_METHOD, 77);

        assertThat(Archives.summary(images(file))).containsExactly("1 ants/1.jpg entry-packing", "2 ants/2.jpg ants");
    }

    @Test
    void an_entry_that_is_not_what_its_checksum_says_costs_itself_alone() throws Exception {
        Path file = patched(CENTRAL_CRC, 0x5A);

        assertThat(Archives.summary(images(file))).containsExactly("1 ants/1.jpg entry-damaged", "2 ants/2.jpg ants");
    }

    @Test
    void an_entry_whose_packed_bytes_are_broken_costs_itself_alone() throws Exception {
        Path file = new Archives()
                .file("ants/1.jpg", "one ".repeat(500))
                .file("ants/2.jpg", "two")
                .write(folder, ArchiveFormat.ZIP);
        byte[] bytes = Files.readAllBytes(file);
        int data = text(bytes).indexOf("ants/1.jpg") + "ants/1.jpg".length();
        for (int i = 0; i < 8; i++) {
            bytes[data + i] = (byte) 0xFF;
        }

        assertThat(Archives.summary(images(Files.write(file, bytes))))
                .containsExactly("1 ants/1.jpg entry-damaged", "2 ants/2.jpg ants");
    }

    @Test
    void a_bomb_of_a_gigabyte_is_unpacked_no_further_than_an_image_may_be() throws Exception {
        Path file = new Archives()
                .zeros("ants/bomb.png", 1L << 30)
                .file("ants/2.jpg", "two")
                .write(folder, ArchiveFormat.ZIP);

        try (ArchiveImages images = ArchiveImages.open(file, ArchiveFormat.ZIP, ArchiveLimits.DEFAULT, folder)) {
            assertThat(Archives.summary(Archives.all(images)))
                    .containsExactly("1 ants/bomb.png entry-too-large", "2 ants/2.jpg ants");
            assertThat(images.details().unpackedBytes()).isLessThan(33L << 20);
        }
    }

    @Test
    void an_entry_that_expands_as_no_picture_does_is_kept_out() throws Exception {
        Path file = new Archives()
                .zeros("ants/1.bmp", 2 << 20)
                .zeros("ants/2.bmp", 1 << 20)
                .write(folder, ArchiveFormat.ZIP);

        assertThat(Archives.summary(images(file)))
                .containsExactly("1 ants/1.bmp entry-expands-too-far", "2 ants/2.bmp ants");
    }

    @Test
    void a_list_of_entries_beyond_its_bound_is_not_read_to_its_end() {
        Archives archive = new Archives();
        for (int i = 0; i < 20_000; i++) {
            archive.file("ants/" + "n".repeat(50) + i, "");
        }
        Path file = archive.write(folder, ArchiveFormat.ZIP);
        ArchiveLimits limits = new ArchiveLimits(20, 1 << 20, 1 << 20, 100, 4096);

        assertThatExceptionOfType(UnreadableSource.class)
                .isThrownBy(() -> Archives.images(file, ArchiveFormat.ZIP, limits))
                .withMessageContaining("list of entries")
                .matches(UnreadableSource::isTooLarge);
    }

    /** Two entries, of which a byte of the first is another one in the list at the end. */
    private Path patched(int at, int value) throws Exception {
        Path file = new Archives()
                .file("ants/1.jpg", "one")
                .file("ants/2.jpg", "two")
                .write(folder, ArchiveFormat.ZIP);
        byte[] bytes = Files.readAllBytes(file);
        bytes[text(bytes).indexOf(CENTRAL_HEADER) + at] = (byte) value;
        return Files.write(file, bytes);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static List<RawImage> images(Path file) throws Exception {
        return Archives.images(file, ArchiveFormat.ZIP, ArchiveLimits.DEFAULT);
    }
}
