package dev.graft.learning.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.graft.learning.image.UnreadableImage.Fault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour.png",
                "alpha.png",
                "grey.png",
                "grey-alpha.png",
                "palette.png",
                "bits.png",
                "gamma.png",
                "deep.png",
                "deep-grey.png",
                "orientation-6.png"
            })
    void reads_the_stored_levels_of_a_png(String name) throws Exception {
        assertThat(Golden.difference(Golden.levels("decode." + name), Golden.picture(name)))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour.jpg",
                "full-chroma.jpg",
                "progressive.jpg",
                "grey.jpg",
                "profile.jpg",
                "cmyk.jpg",
                "ycck.jpg",
                "orientation-1.jpg",
                "orientation-2.jpg",
                "orientation-3.jpg",
                "orientation-4.jpg",
                "orientation-5.jpg",
                "orientation-6.jpg",
                "orientation-7.jpg",
                "orientation-8.jpg"
            })
    void reads_a_jpeg_upright_and_without_its_profile_to_three_levels(String name) throws Exception {
        assertThat(Golden.difference(Golden.levels("decode." + name), Golden.picture(name)))
                .isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour.jpg", "progressive.jpg", "cmyk.jpg", "colour.png", "palette.png"})
    void refuses_a_file_that_is_cut_off_anywhere(String name) throws Exception {
        byte[] whole = Files.readAllBytes(Golden.file(name));

        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> decoder.decode(part))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(UnreadableImage.class);
        }
        assertThatThrownBy(() -> decoder.decode(Arrays.copyOf(whole, whole.length - 3)))
                .hasMessageContaining("cut off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"colour.jpg", "progressive.jpg", "orientation-6.jpg", "cmyk.jpg", "alpha.png", "palette.png"})
    void reads_or_refuses_but_never_fails_otherwise_on_damaged_files(String name) throws Exception {
        byte[] whole = Files.readAllBytes(Golden.file(name));
        Random random = new Random(5);

        for (int round = 0; round < 300; round++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> {
                        try {
                            new ImageDecoder(new ImageLimits(1 << 20, 1 << 20)).decode(damaged);
                        } catch (UnreadableImage expected) {
                            assertThat(expected).hasMessageMatching("(?s).{10,}");
                        }
                    })
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void refuses_a_picture_of_too_many_pixels_before_decoding_it() {
        assertThatThrownBy(() -> Golden.picture("bomb.png"))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("bomb.png")
                .hasMessageContaining("60000x60000")
                .hasMessageContaining("50000000");
    }

    @Test
    void refuses_a_file_of_too_many_bytes_without_reading_it() {
        ImageDecoder strict = new ImageDecoder(new ImageLimits(100, 1000));

        assertThatThrownBy(() -> strict.decode(Golden.file("colour.jpg")))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("at most 100");
        assertThatThrownBy(() -> strict.decode(new byte[101])).hasMessageContaining("at most 100");
    }

    @Test
    void refuses_a_jpeg_of_endless_scans() throws Exception {
        byte[] whole = Files.readAllBytes(Golden.file("progressive.jpg"));
        int scan = new String(whole, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00da");
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(whole, 0, scan);
        for (int i = 0; i <= JpegStructure.MAX_SCANS; i++) {
            bomb.write(whole, scan, whole.length - 2 - scan);
        }
        bomb.write(whole, whole.length - 2, 2);

        assertThatThrownBy(() -> decoder.decode(bomb.toByteArray()))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("scans");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GIF89a", "BM1234567", "RIFF0000WEBP", "no picture at all", ""})
    void names_the_formats_that_it_reads(String content) {
        assertThatThrownBy(() -> decoder.decode(content.getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("neither JPEG nor PNG");
    }

    @Test
    void says_which_kind_of_fault_it_met() throws Exception {
        byte[] whole = Files.readAllBytes(Golden.file("colour.png"));
        byte[] noPixels = whole.clone();
        noPixels[new String(whole, StandardCharsets.ISO_8859_1).indexOf("IDAT") + 4] ^= 0x0f;

        assertThat(fault(new byte[0])).isEqualTo(Fault.UNKNOWN_FORMAT);
        assertThat(fault(Files.readAllBytes(Golden.file("bomb.png")))).isEqualTo(Fault.BEYOND_LIMITS);
        assertThat(fault(Arrays.copyOf(whole, whole.length - 1))).isEqualTo(Fault.CUT_OFF);
        assertThat(fault(noPixels)).isEqualTo(Fault.BROKEN);
    }

    private Fault fault(byte[] file) {
        return catchThrowableOfType(UnreadableImage.class, () -> decoder.decode(file))
                .fault();
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour.jpg", "full-chroma.jpg", "grey.jpg", "profile.jpg", "cmyk.jpg", "ycck.jpg"})
    void a_strict_decoder_refuses_a_jpeg_that_ends_early_with_an_end_marker(String name) throws Exception {
        // given
        ImageDecoder strict = ImageDecoder.strict(ImageLimits.DEFAULT);
        byte[] whole = Files.readAllBytes(Golden.file(name));
        int scan = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf("\u00ff\u00da") + 20;
        byte[] ended = Arrays.copyOf(whole, scan);
        ended[scan - 2] = (byte) 0xFF;
        ended[scan - 1] = (byte) 0xD9;

        // then
        assertThat(strict.decode(whole).width()).isEqualTo(decoder.decode(ended).width());
        assertThatThrownBy(() -> strict.decode(ended))
                .isInstanceOf(UnreadableImage.class)
                .hasMessageContaining("premature end");
    }

    @Test
    void takes_a_picture_with_broken_exif_data_as_it_lies() throws Exception {
        byte[] file = Files.readAllBytes(Golden.file("orientation-6.jpg"));
        int exif = new String(file, StandardCharsets.ISO_8859_1).indexOf("Exif");
        ByteBuffer.wrap(file).putInt(exif + 6, 0x12345678);

        RgbImage picture = decoder.decode(file);

        assertThat(picture.width()).isEqualTo(16);
        assertThat(picture.height()).isEqualTo(8);
    }

    @Test
    void lets_a_missing_file_be_missing() {
        assertThatThrownBy(() -> decoder.decode(Golden.file("nowhere.jpg"))).isInstanceOf(NoSuchFileException.class);
    }
}
