package dev.graft.dataprep.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.graft.dataprep.archive.ArchiveFormat;
import dev.graft.dataprep.archive.ArchiveImages;
import dev.graft.dataprep.archive.ArchiveLimits;
import dev.graft.dataprep.image.ImageVerdict.Fit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive that others packed, of handwritten characters: none is a copy of another, and all are a few strokes. */
class RealDrawingsTest {
    private static final Path ARCHIVE = Pictures.data().resolve("omniglot_small/images_background_small1.zip");

    @Test
    void all_are_read_and_are_near_to_each_other_only_by_the_measure_of_photos(@TempDir Path folder) throws Exception {
        // given
        assumeTrue(Files.exists(ARCHIVE), "skipped: there is no shared/data with drawings");
        List<PerceptualHash> hashes = new ArrayList<>();

        // when: a folder says the character, of which each alphabet has one of the same name
        try (ArchiveImages images = ArchiveImages.open(ARCHIVE, ArchiveFormat.ZIP, ArchiveLimits.DEFAULT, folder)) {
            for (RawImage image = images.next(); image != null; image = images.next()) {
                RawImage.Labelled drawing = (RawImage.Labelled) image;
                assertThat(drawing.label()).startsWith("character");
                ImageRules rules = new ImageRules(List.of(drawing.label()), ImageBounds.DEFAULT);
                hashes.add(((Fit) rules.check(drawing.label(), drawing.content())).hash());
            }
        }

        // then
        assertThat(hashes).hasSize(2720);
        assertThat(near(hashes, NearImages.DRAWINGS_DISTANCE)).isZero();
        assertThat(near(hashes, NearImages.DEFAULT_DISTANCE)).isBetween(250, 350);
    }

    private static int near(List<PerceptualHash> hashes, int distance) {
        NearImages index = new NearImages(distance);
        int near = 0;
        for (PerceptualHash hash : hashes) {
            String imageId = "drawing " + index.size();
            near += index.firstNear(imageId, hash).isPresent() ? 1 : 0;
            index.add(imageId, hash, "train", "any");
        }
        return near;
    }
}
