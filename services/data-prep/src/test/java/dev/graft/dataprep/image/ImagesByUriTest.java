package dev.graft.dataprep.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.event.ObjectRef;
import dev.graft.dataprep.reading.ReadingLimits;
import dev.graft.dataprep.reading.RowFile;
import dev.graft.dataprep.reading.RowFormat;
import dev.graft.dataprep.testing.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesByUriTest {
    private static final int MAX_BYTES = 100;
    private static final String NO_SUM = "0".repeat(64);

    @TempDir
    private Path folder;

    private final MemoryStore store = new MemoryStore();

    @Test
    void each_row_gives_the_image_that_it_names() throws Exception {
        ObjectRef one = put("one.jpg", "one");
        ObjectRef two = put("two.jpg", "two");

        List<RawImage> images = images("label,image,sha256\n"
                + "bees,%s,%s\n".formatted(one.uri(), one.sha256())
                + " ants ,%s,%s\n".formatted(two.uri(), two.sha256().toUpperCase(Locale.ROOT)));

        assertThat(images).hasSize(2);
        RawImage.Labelled last = (RawImage.Labelled) images.get(1);
        assertThat(last.place()).isEqualTo(3);
        assertThat(last.name()).isEqualTo(two.uri());
        assertThat(last.label()).isEqualTo("ants");
        assertThat(last.content()).asString().isEqualTo("two");
    }

    @Test
    void a_row_at_fault_costs_itself_alone() throws Exception {
        ObjectRef one = put("one.jpg", "one");
        ObjectRef large = put("large.jpg", "x".repeat(MAX_BYTES + 1));

        List<RawImage> images = images("image,sha256,label\n"
                + "%s,,ants\n".formatted(one.uri())
                + "%s,%s,\n".formatted(one.uri(), one.sha256())
                + "%s,%s,ants\n".formatted(one.uri(), NO_SUM)
                + "%s,%s,ants\n".formatted(store.uri("nowhere.jpg"), NO_SUM)
                + "%s,%s,ants\n".formatted(large.uri(), large.sha256())
                + "too,few\n"
                + "%s,%s,ants\n".formatted(one.uri(), one.sha256()));

        assertThat(images.subList(0, 6)).allSatisfy(image -> {
            RawImage.Broken broken = (RawImage.Broken) image;
            assertThat(broken.reason()).hasSizeGreaterThan(30);
            assertThat(broken.value()).isNotEmpty();
        });
        assertThat(images.subList(0, 6))
                .extracting(image -> image.place() + " " + ((RawImage.Broken) image).rule())
                .containsExactly(
                        "2 image-reference-incomplete",
                        "3 image-reference-incomplete",
                        "4 image-checksum-mismatch",
                        "5 image-missing",
                        "6 image-too-large",
                        "7 field-count");
        assertThat(images.get(6)).isInstanceOf(RawImage.Labelled.class);
    }

    private ObjectRef put(String key, String content) {
        return store.put(key, content.getBytes(StandardCharsets.UTF_8), "image/jpeg");
    }

    private List<RawImage> images(String csv) throws Exception {
        RowFile file = RowFile.of(Files.writeString(folder.resolve("rows.csv"), csv));
        ReadingLimits limits = new ReadingLimits(1 << 20, 1 << 16);
        List<RawImage> all = new ArrayList<>();
        try (ImageSource images = new ImagesByUri(
                RowFormat.named("csv").orElseThrow().open(file, ImagesByUri.COLUMNS, limits),
                store,
                MAX_BYTES,
                folder)) {
            for (RawImage image = images.next(); image != null; image = images.next()) {
                all.add(image);
            }
        }
        return all;
    }
}
