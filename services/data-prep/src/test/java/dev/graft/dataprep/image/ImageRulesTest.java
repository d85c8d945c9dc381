package dev.graft.dataprep.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.graft.learning.image.ImageLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageRulesTest {
    private static final BufferedImage PICTURE = Pictures.drawn(80, 60, 1);

    private final ImageRules rules =
            new ImageRules(List.of("ants", "bees"), new ImageBounds(new ImageLimits(1 << 20, 1 << 20), 16, 200));

    @Test
    void a_good_image_is_told_its_size_and_identity() {
        ImageVerdict.Fit jpeg = fit(Pictures.jpeg(PICTURE));
        ImageVerdict.Fit png = fit(Pictures.png(PICTURE));

        assertThat(List.of(jpeg.picture().width(), jpeg.picture().height())).containsExactly(80, 60);
        assertThat(jpeg.imageId()).hasSize(32).isNotEqualTo(png.imageId());
        assertThat(jpeg.hash().distance(png.hash())).isLessThan(10);
    }

    @Test
    void a_picture_on_its_side_is_seen_upright() {
        byte[] stored = Pictures.jpeg(PICTURE);

        ImageVerdict.Fit lying = fit(Pictures.lying(stored));

        assertThat(List.of(lying.picture().width(), lying.picture().height())).containsExactly(60, 80);
        assertThat(lying.hash().distance(fit(stored).hash())).isGreaterThan(70);
        assertThat(lying.hash()
                        .distance(fit(Pictures.jpeg(turnedRight(PICTURE))).hash()))
                .isLessThan(15);
    }

    @ParameterizedTest
    @CsvSource({"COLOUR, false", "GREY, true", "EITHER, true"})
    void a_task_may_ask_for_colour_or_for_grey(ImageBounds.Channels asked, boolean greyIsFit) {
        BufferedImage grey = new BufferedImage(80, 60, BufferedImage.TYPE_BYTE_GRAY);
        grey.createGraphics().drawImage(PICTURE, 0, 0, null);
        ImageRules asking =
                new ImageRules(List.of("ants"), new ImageBounds(new ImageLimits(1 << 20, 1 << 20), 16, 200, asked));

        assertThat(asking.check("ants", Pictures.jpeg(grey)) instanceof ImageVerdict.Fit)
                .isEqualTo(greyIsFit);
        assertThat(asking.check("ants", Pictures.jpeg(PICTURE)) instanceof ImageVerdict.Fit)
                .isEqualTo(asked != ImageBounds.Channels.GREY);
        if (asked == ImageBounds.Channels.COLOUR) {
            assertThat(((ImageVerdict.Unfit) asking.check("ants", Pictures.jpeg(grey))).rule())
                    .isEqualTo("image-channels");
        }
    }

    @Test
    void colours_of_print_and_grey_are_read() {
        BufferedImage grey = new BufferedImage(80, 60, BufferedImage.TYPE_BYTE_GRAY);
        grey.createGraphics().drawImage(PICTURE, 0, 0, null);

        assertThat(fit(Pictures.cmyk(64, 48)).picture().width()).isEqualTo(64);
        assertThat(fit(Pictures.jpeg(grey))
                        .hash()
                        .distance(fit(Pictures.jpeg(PICTURE)).hash()))
                .isLessThan(40);
    }

    static Stream<Arguments> damages() throws Exception {
        byte[] jpeg = Pictures.jpeg(PICTURE);
        byte[] png = Pictures.png(PICTURE);
        byte[] noPixels = png.clone();
        noPixels[new String(png, StandardCharsets.ISO_8859_1).indexOf("IDAT") + 4] ^= 0x0F;
        return Stream.of(
                Arguments.of("image-empty", new byte[0], "0 bytes"),
                Arguments.of("image-format", bytes("text,label\nfine,ants\n"), "unknown"),
                Arguments.of("image-format", new byte[] {1}, "unknown"),
                Arguments.of("image-format", Pictures.written(PICTURE, "gif"), "GIF"),
                Arguments.of("image-format", Pictures.written(PICTURE, "bmp"), "BMP"),
                Arguments.of("entry-is-archive", zipped(jpeg), "zip"),
                Arguments.of("entry-is-archive", gzipped(jpeg), "gz"),
                Arguments.of("image-cut-off", Pictures.cutOff(jpeg), null),
                Arguments.of("image-cut-off", Pictures.cutOff(png), null),
                Arguments.of("image-broken", noPixels, null),
                Arguments.of("image-broken", Pictures.endedEarly(jpeg), null),
                Arguments.of("image-too-large", Pictures.bomb(50_000, 50_000), null),
                Arguments.of("image-too-large", new byte[(1 << 20) + 1], "1048577 bytes"),
                Arguments.of("image-animated", Pictures.animated(png), "animated PNG"),
                Arguments.of("image-side-too-short", Pictures.png(Pictures.drawn(80, 15, 1)), "80x15 pixels"),
                Arguments.of("image-side-too-long", Pictures.png(Pictures.drawn(201, 20, 1)), "201x20 pixels"),
                Arguments.of(
                        "image-blank",
                        Pictures.png(new BufferedImage(80, 60, BufferedImage.TYPE_INT_RGB)),
                        "80x60 pixels"));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void names_the_rule_that_is_broken_with_reason_and_value(String rule, byte[] file, String value) {
        ImageVerdict.Unfit unfit = (ImageVerdict.Unfit) rules.check("ants", file);

        assertThat(unfit.rule()).isEqualTo(rule);
        assertThat(unfit.reason()).hasSizeGreaterThan(30);
        assertThat(unfit.value()).isNotEmpty();
        if (value != null) {
            assertThat(unfit.value()).isEqualTo(value);
        }
    }

    @Test
    void a_bomb_is_refused_by_what_its_header_states() {
        assertThat(((ImageVerdict.Unfit) rules.check("ants", Pictures.bomb(50_000, 50_000))).reason())
                .contains("50000x50000 pixels")
                .contains("at most 1048576");
    }

    @Test
    void a_label_that_the_task_does_not_have_is_named() {
        ImageVerdict.Unfit unfit = (ImageVerdict.Unfit) rules.check("wasps", Pictures.png(PICTURE));

        assertThat(unfit.rule()).isEqualTo("label-unknown");
        assertThat(unfit.reason()).contains("'wasps'");
    }

    @Test
    void a_damaged_file_is_fit_or_unfit_and_nothing_else() {
        List<byte[]> files = List.of(
                Pictures.jpeg(PICTURE),
                Pictures.lying(Pictures.jpeg(PICTURE)),
                Pictures.animated(Pictures.png(PICTURE)),
                Pictures.written(PICTURE, "gif"));
        Random random = new Random(4);

        for (int round = 0; round < 400; round++) {
            byte[] damaged = files.get(round % files.size()).clone();
            for (int i = 0; i <= random.nextInt(5); i++) {
                damaged[random.nextInt(round % 3 == 0 ? 64 : damaged.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> rules.check("ants", damaged)).doesNotThrowAnyException();
        }
    }

    @Test
    void sides_that_no_picture_has_are_refused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ImageBounds(ImageLimits.DEFAULT, 0, 10));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new ImageBounds(ImageLimits.DEFAULT, 10, 9));
    }

    private ImageVerdict.Fit fit(byte[] file) {
        return (ImageVerdict.Fit) rules.check("ants", file);
    }

    private static BufferedImage turnedRight(BufferedImage picture) {
        BufferedImage turned = new BufferedImage(picture.getHeight(), picture.getWidth(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < turned.getHeight(); y++) {
            for (int x = 0; x < turned.getWidth(); x++) {
                turned.setRGB(x, y, picture.getRGB(y, picture.getHeight() - 1 - x));
            }
        }
        return turned;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zipped(byte[] content) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("1.jpg"));
            zip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] gzipped(byte[] content) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }
}
