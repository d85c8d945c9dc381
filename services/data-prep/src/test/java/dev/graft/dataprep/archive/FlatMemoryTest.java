package dev.graft.dataprep.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.dataprep.image.RawImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads what is ten times larger than the memory of the process that reads it. */
class FlatMemoryTest {
    private static final int IMAGES = 240;
    private static final int IMAGE_BYTES = 1 << 20;

    @ParameterizedTest
    @EnumSource(names = {"ZIP", "TAR"})
    @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_process_of_64_megabytes_reads_240(ArchiveFormat format, @TempDir Path folder) throws Exception {
        // given
        Archives archive = new Archives();
        for (int i = 0; i < IMAGES; i++) {
            archive.zeros("ants/" + i + ".jpg", IMAGE_BYTES);
        }
        Path file = archive.write(folder, format);

        // when
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName(),
                        file.toString(),
                        format.name())
                .redirectErrorStream(true)
                .start();
        String told = told(process);

        // then
        assertThat(told).isEqualTo(IMAGES + " images of " + (long) IMAGES * IMAGE_BYTES + " bytes");
    }

    private static String told(Process process) throws IOException {
        try (InputStream told = process.getInputStream()) {
            return new String(told.readAllBytes(), StandardCharsets.UTF_8).strip();
        } finally {
            process.destroy();
        }
    }

    /** The process that reads. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] args) throws Exception {
            Path file = Path.of(args[0]);
            long count = 0;
            long bytes = 0;
            try (ArchiveImages images =
                    ArchiveImages.open(file, ArchiveFormat.valueOf(args[1]), ArchiveLimits.DEFAULT, file.getParent())) {
                for (RawImage image = images.next(); image != null; image = images.next()) {
                    count++;
                    bytes += ((RawImage.Labelled) image).content().length;
                }
            }
            System.out.println(count + " images of " + bytes + " bytes");
        }
    }
}
