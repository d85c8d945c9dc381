package dev.graft.dataprep.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.graft.dataprep.reading.UnreadableSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarEntriesTest {
    @TempDir
    private Path folder;

    @Test
    void links_and_devices_cost_themselves_alone() throws Exception {
        Path file = folder.resolve("devices.tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            put(tar, "ants/symbolic.jpg", TarArchiveEntry.LF_SYMLINK, "");
            put(tar, "ants/hard.jpg", TarArchiveEntry.LF_LINK, "");
            put(tar, "ants/pipe.jpg", TarArchiveEntry.LF_FIFO, "");
            put(tar, "ants/device.jpg", TarArchiveEntry.LF_CHR, "");
            put(tar, "ants/1.jpg", TarArchiveEntry.LF_NORMAL, "one");
        }

        assertThat(Archives.summary(Archives.images(file, ArchiveFormat.TAR, ArchiveLimits.DEFAULT)))
                .containsExactly(
                        "1 ants/symbolic.jpg entry-link",
                        "2 ants/hard.jpg entry-link",
                        "3 ants/pipe.jpg entry-not-a-file",
                        "4 ants/device.jpg entry-not-a-file",
                        "5 ants/1.jpg ants");
    }

    @Test
    void a_name_of_a_gigabyte_is_not_read_to_its_end() throws Exception {
        // given: GNU tar's way to write a long name, as an entry of its own
        Path file = folder.resolve("name.tar.gz");
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(packed)) {
            TarArchiveEntry name = new TarArchiveEntry("././@LongLink", TarArchiveEntry.LF_GNUTYPE_LONGNAME);
            name.setSize(1L << 30);
            tar.putArchiveEntry(name);
            byte[] part = "n".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 1 << 10; i++) {
                tar.write(part);
            }
            tar.closeArchiveEntry();
        }

        assertTooLarge(file, ArchiveFormat.TAR_GZ, "an entry's header is longer");
    }

    @Test
    void a_gzip_bomb_is_refused_as_a_whole() {
        Path file = new Archives().zeros("ants/bomb.png", 1L << 30).write(folder, ArchiveFormat.TAR_GZ);

        assertTooLarge(file, ArchiveFormat.TAR_GZ, "more than 200 times its size");
    }

    @Test
    void a_sparse_file_ends_the_reading() throws IOException {
        // given: an old GNU sparse header that states eight exbibytes
        byte[] header = new byte[512];
        write(header, 0, "ants/sparse.jpg");
        write(header, 100, "0000644\0");
        write(header, 124, "00000000000\0");
        write(header, 156, "S");
        write(header, 257, "ustar  \0");
        write(header, 386, "00000000000\0" + "00000000000\0");
        write(header, 483, "77777777777\0");
        write(header, 148, "        ");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xFF;
        }
        write(header, 148, "%06o\0 ".formatted(sum));
        byte[] tar = new byte[512 * 4];
        System.arraycopy(header, 0, tar, 0, 512);
        Path file = Files.write(folder.resolve("sparse.tar"), tar);

        assertThatExceptionOfType(UnreadableSource.class)
                .isThrownBy(() -> Archives.images(file, ArchiveFormat.TAR, ArchiveLimits.DEFAULT))
                .withMessageContaining("sparse");
    }

    private static void put(TarArchiveOutputStream tar, String name, byte kind, String content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind);
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        entry.setLinkName(bytes.length == 0 ? "/etc/passwd" : "");
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static void write(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static void assertTooLarge(Path file, ArchiveFormat format, String message) {
        assertThatExceptionOfType(UnreadableSource.class)
                .isThrownBy(() -> Archives.images(file, format, ArchiveLimits.DEFAULT))
                .withMessageContaining(message)
                .matches(UnreadableSource::isTooLarge);
    }
}
