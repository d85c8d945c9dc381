package dev.graft.dataprep.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.graft.dataprep.archive.ArchiveFormat;
import dev.graft.dataprep.archive.ArchiveLimits;
import dev.graft.dataprep.archive.Archives;
import dev.graft.dataprep.image.ImageVerdict.Fit;
import dev.graft.dataprep.image.ImageVerdict.Unfit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every planted damage of an archive comes up under its rule, and nothing else is lost. */
class DamagedArchiveTest {
    private static final ImageRules RULES = new ImageRules(List.of("ants", "bees"), ImageBounds.DEFAULT);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void of_drawn_pictures(ArchiveFormat format) throws Exception {
        List<byte[]> pictures = IntStream.range(0, 40)
                .mapToObj(i -> Pictures.jpeg(Pictures.drawn(100 + i, 80, i)))
                .toList();

        check(pictures, format);
    }

    @ParameterizedTest
    @EnumSource
    void of_real_photos(ArchiveFormat format) throws Exception {
        assumeFalse(Pictures.photos().isEmpty(), "skipped: there is no shared/data with photos");
        List<byte[]> photos = new ArrayList<>();
        for (Path photo : Pictures.photos()) {
            photos.add(Files.readAllBytes(photo));
        }

        check(photos, format);
    }

    private void check(List<byte[]> good, ArchiveFormat format) throws Exception {
        // given
        Map<String, String> expected = new LinkedHashMap<>();
        Archives archive = new Archives();
        for (int i = 0; i < good.size(); i++) {
            String name = (i % 2 == 0 ? "ants/" : "bees/") + i + ".jpg";
            archive.file(name, good.get(i));
            expected.put(name, "fit");
        }
        plant(archive, good.get(0), expected);
        Path file = archive.write(folder, format);

        // when
        Map<String, String> told = new LinkedHashMap<>();
        for (RawImage image : Archives.images(file, format, ArchiveLimits.DEFAULT)) {
            told.put(image.name(), outcome(image));
        }

        // then
        assertThat(told).isEqualTo(expected);
    }

    private void plant(Archives archive, byte[] good, Map<String, String> expected) throws IOException {
        byte[] png = Pictures.png(Pictures.drawn(64, 64, 7));
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("ants/cut.jpg image-cut-off", Pictures.cutOff(good));
        files.put("ants/empty.jpg image-empty", new byte[0]);
        files.put("ants/text.jpg image-format", "not a picture".getBytes(StandardCharsets.UTF_8));
        files.put("ants/bomb.png image-too-large", Pictures.bomb(50_000, 50_000));
        files.put("ants/cmyk.jpg fit", Pictures.cmyk(64, 64));
        files.put("bees/lying.jpg fit", Pictures.lying(Pictures.jpeg(Pictures.drawn(64, 48, 8))));
        files.put("bees/moving.png image-animated", Pictures.animated(png));
        files.put("wasps/1.png label-unknown", png);
        files.put("root.png label-missing", png);
        files.put("ants/../../up.png entry-name-unsafe", png);
        files.forEach((nameAndRule, content) -> {
            String name = nameAndRule.substring(0, nameAndRule.indexOf(' '));
            archive.file(name, content);
            expected.put(name, nameAndRule.substring(name.length() + 1));
        });
        archive.link("ants/link.jpg", "/etc/passwd").file("ants/.DS_Store", "x").folder("wasps");
        expected.put("ants/link.jpg", "entry-link");
        Path nested = new Archives().file("ants/1.png", png).write(folder, ArchiveFormat.ZIP);
        archive.file("ants/more.zip", Files.readAllBytes(nested));
        expected.put("ants/more.zip", "entry-is-archive");
    }

    private static String outcome(RawImage image) {
        if (image instanceof RawImage.Broken broken) {
            return broken.rule();
        }
        RawImage.Labelled labelled = (RawImage.Labelled) image;
        ImageVerdict verdict = RULES.check(labelled.label(), labelled.content());
        return verdict instanceof Fit ? "fit" : ((Unfit) verdict).rule();
    }
}
