package dev.graft.dataprep.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.graft.dataprep.image.RawImage;
import dev.graft.dataprep.reading.UnreadableSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveImagesTest {
    private static final ArchiveLimits SMALL = new ArchiveLimits(20, 2 << 20, 16 << 20, 60, 4096);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void takes_the_innermost_folder_as_the_label_and_gives_the_bytes(ArchiveFormat format) throws Exception {
        Path file = new Archives()
                .folder("bees")
                .file("bees/1.jpg", "one")
                .file("train/ants/2.jpg", "two")
                .file("./ants/3 ü 蜜蜂.jpg", "three")
                .write(folder, format);

        List<RawImage> images = images(file, format);

        assertThat(Archives.summary(images))
                .containsExactly("2 bees/1.jpg bees", "3 train/ants/2.jpg ants", "4 ants/3 ü 蜜蜂.jpg ants");
        assertThat(images)
                .extracting(image -> new String(((RawImage.Labelled) image).content(), StandardCharsets.UTF_8))
                .containsExactly("one", "two", "three");
    }

    @ParameterizedTest
    @EnumSource
    void a_file_in_no_folder_has_no_label(ArchiveFormat format) throws Exception {
        Path file =
                new Archives().file("1.jpg", "one").file("ants/2.jpg", "two").write(folder, format);

        assertThat(Archives.summary(images(file, format)))
                .containsExactly("1 1.jpg label-missing", "2 ants/2.jpg ants");
    }

    @ParameterizedTest
    @CsvSource({
        "ZIP, manifest.csv, true",
        "ZIP, ./manifest.jsonl, false",
        "TAR, manifest.csv, false",
        "TAR, manifest.jsonl, true",
        "TAR_GZ, ./manifest.csv, false",
        "TAR_GZ, manifest.jsonl, false"
    })
    void a_manifest_says_the_labels_wherever_it_lies(ArchiveFormat format, String name, boolean first)
            throws Exception {
        // given
        String manifest = name.endsWith("csv")
                ? "file;label\nbees/1.jpg;ant\n./2.jpg;bee\n"
                : "{\"file\":\"bees/1.jpg\",\"label\":\"ant\"}\n{\"file\":\"2.jpg\",\"label\":\"bee\"}\n";
        Archives archive = new Archives();
        if (first) {
            archive.file(name, manifest);
        }
        archive.file("bees/1.jpg", "one").file("2.jpg", "two").file("bees/3.jpg", "three");
        if (!first) {
            archive.file(name, manifest);
        }

        // when
        List<RawImage> images = images(archive.write(folder, format), format);

        // then
        int from = first ? 2 : 1;
        assertThat(Archives.summary(images))
                .containsExactly(
                        from + " bees/1.jpg ant", (from + 1) + " 2.jpg bee", (from + 2) + " bees/3.jpg label-missing");
    }

    @ParameterizedTest
    @EnumSource
    void what_is_wrong_with_a_manifest_is_told_by_its_lines(ArchiveFormat format) throws Exception {
        Path file = new Archives()
                .file("1.jpg", "one")
                .file("manifest.csv", "file,label\n1.jpg,ant\nlost.jpg,bee\n1.jpg,bee\n2.jpg,\nx,y,z\n")
                .write(folder, format);

        assertThat(Archives.summary(images(file, format)))
                .containsExactly(
                        "1 1.jpg ant",
                        "4 manifest.csv manifest-file-repeated",
                        "5 manifest.csv manifest-line-incomplete",
                        "6 manifest.csv field-count",
                        "3 manifest.csv manifest-file-missing");
    }

    @ParameterizedTest
    @EnumSource
    void a_manifest_without_its_columns_makes_the_archive_unreadable(ArchiveFormat format) {
        Path file = new Archives()
                .file("1.jpg", "one")
                .file("manifest.csv", "name,class\n1.jpg,ant\n")
                .write(folder, format);

        assertUnreadable(file, format, false, "manifest.csv in the archive: ");
    }

    @ParameterizedTest
    @EnumSource
    void a_manifest_beyond_its_bound_makes_the_archive_too_large(ArchiveFormat format) {
        assertUnreadable(
                new Archives().file("manifest.csv", "x".repeat(4097)).write(folder, format),
                format,
                true,
                "4096 bytes");
        assertUnreadable(
                new Archives()
                        .file("manifest.csv", "file,label\n" + "a,b\n".repeat(21))
                        .write(folder, format),
                format,
                true,
                "more than 20 lines");
    }

    @ParameterizedTest
    @EnumSource
    void files_of_operating_systems_are_counted_and_are_no_rows(ArchiveFormat format) throws Exception {
        Path file = new Archives()
                .folder("ants")
                .file("ants/.DS_Store", "x")
                .file("__MACOSX/ants/._1.jpg", "x")
                .file("ants/Thumbs.db", "x")
                .file("ants/1.jpg", "one")
                .write(folder, format);

        try (ArchiveImages images = ArchiveImages.open(file, format, SMALL, folder)) {
            assertThat(Archives.summary(Archives.all(images))).containsExactly("5 ants/1.jpg ants");
            assertThat(images.details()).isEqualTo(new ArchiveNotes(format, null, 5, 1, 3, 3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_bad_entry_costs_itself_alone(ArchiveFormat format) throws Exception {
        Path file = new Archives()
                .file("ants/../../etc/passwd", "x")
                .file("/ants/1.jpg", "x")
                .file("C:\\ants\\1.jpg", "x")
                .file("ants/bell\u0007.jpg", "x")
                .file("ants/" + "n".repeat(60), "x")
                .link("ants/link.jpg", "/etc/passwd")
                .file("ants/1.jpg", "one")
                .file("ants//1.jpg", "again")
                .zeros("ants/huge.jpg", (2 << 20) + 1)
                .file("ants/2.jpg", "two")
                .write(folder, format);

        List<RawImage> images = images(file, format);

        assertThat(Archives.summary(images).stream().map(each -> each.substring(each.lastIndexOf(' ') + 1)))
                .containsExactly(
                        "entry-name-unsafe",
                        "entry-name-unsafe",
                        "entry-name-unsafe",
                        "entry-name-unsafe",
                        "entry-name-too-long",
                        "entry-link",
                        "ants",
                        "entry-duplicate",
                        "entry-too-large",
                        "ants");
        assertThat(images).allSatisfy(image -> {
            if (image instanceof RawImage.Broken broken) {
                assertThat(broken.reason()).hasSizeGreaterThan(20);
                assertThat(broken.value()).isNotEmpty();
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_written_but_a_copy_of_the_manifest(ArchiveFormat format) throws Exception {
        Path file = new Archives()
                .file("../outside.jpg", "x")
                .file("ants/1.jpg", "one")
                .file("manifest.csv", "file,label\nants/1.jpg,ant\n")
                .write(folder, format);
        Path work = Files.createDirectory(folder.resolve("work"));

        try (ArchiveImages images = ArchiveImages.open(file, format, SMALL, work)) {
            Archives.all(images);
        }

        try (var written = Files.list(work)) {
            assertThat(written).containsExactly(work.resolve("manifest"));
        }
        assertThat(folder.resolve("outside.jpg")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void too_many_entries_make_the_archive_too_large(ArchiveFormat format) {
        Archives archive = new Archives();
        for (int i = 0; i < 21; i++) {
            archive.file("ants/" + i + ".jpg", "x");
        }

        assertUnreadable(archive.write(folder, format), format, true, "more than 20 entries");
    }

    @ParameterizedTest
    @EnumSource(names = {"ZIP", "TAR"})
    void too_much_in_all_makes_the_archive_too_large(ArchiveFormat format) {
        Archives archive = new Archives();
        for (int i = 0; i < 17; i++) {
            archive.zeros("ants/" + i + ".jpg", 1 << 20);
        }

        assertUnreadable(archive.write(folder, format), format, true, "more than 16777216 bytes");
    }

    @ParameterizedTest
    @EnumSource
    void what_is_no_such_archive_is_unreadable(ArchiveFormat format) throws IOException {
        byte[] noise = new byte[3000];
        new Random(1).nextBytes(noise);

        assertUnreadable(Files.write(folder.resolve("noise"), noise), format, false, "");
    }

    @ParameterizedTest
    @EnumSource
    void an_archive_that_is_cut_short_is_unreadable(ArchiveFormat format) throws IOException {
        byte[] noise = new byte[200_000];
        new Random(2).nextBytes(noise);
        byte[] whole = Files.readAllBytes(new Archives()
                .file("ants/1.jpg", noise)
                .file("ants/2.jpg", noise)
                .write(folder, format));
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, 300_000));

        assertUnreadable(cut, format, false, "");
    }

    @ParameterizedTest
    @EnumSource
    void a_damaged_archive_gives_rows_or_is_refused_but_fails_in_no_other_way(ArchiveFormat format) throws Exception {
        byte[] whole = Files.readAllBytes(new Archives()
                .file("ants/1.jpg", "one ".repeat(50))
                .link("ants/l", "1.jpg")
                .file("ants/" + "n".repeat(120), "two")
                .file("manifest.csv", "file,label\nants/1.jpg,ant\n")
                .write(folder, format));
        Random random = new Random(3);
        Path file = folder.resolve("damaged");

        for (int round = 0; round < 400; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= random.nextInt(6); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, damaged);
            try {
                assertThat(images(file, format)).hasSizeLessThan(20);
            } catch (UnreadableSource expected) {
                assertThat(expected).hasMessageMatching("(?s).{20,}");
            }
        }
    }

    @Test
    void formats_have_the_names_that_sources_use() {
        assertThat(ArchiveFormat.named("zip", false)).contains(ArchiveFormat.ZIP);
        assertThat(ArchiveFormat.named("zip", true)).isEmpty();
        assertThat(ArchiveFormat.named("tar", false)).contains(ArchiveFormat.TAR);
        assertThat(ArchiveFormat.named("tar", true)).contains(ArchiveFormat.TAR_GZ);
        assertThat(ArchiveFormat.named("csv", false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
    void limits_that_hold_nothing_are_refused(int bytes) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ArchiveLimits(1, bytes, 1, 1, 1));
    }

    private List<RawImage> images(Path file, ArchiveFormat format) throws UnreadableSource, IOException {
        return Archives.images(file, format, SMALL);
    }

    private void assertUnreadable(Path file, ArchiveFormat format, boolean tooLarge, String message) {
        assertThatExceptionOfType(UnreadableSource.class)
                .isThrownBy(() -> images(file, format))
                .withMessageContaining(message)
                .matches(e -> e.isTooLarge() == tooLarge, tooLarge ? "too large" : "malformed");
    }
}
