package dev.graft.dataprep.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.graft.dataprep.testing.EndlessInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BoundedGunzipTest {
    private static final long MAX_BYTES = 64L << 20;

    @Test
    void unpacks_what_is_within_the_bounds() throws Exception {
        byte[] packed = pack(Rows.bytes("{\"text\":\"one\",\"label\":\"a\"}\n"));

        assertThat(Rows.of("jsonl", open(packed))).containsExactly(Rows.row(1, "one", "a"));
    }

    @Test
    void a_bomb_is_refused_soon_and_in_little_memory() throws Exception {
        byte[] bomb = pack(new EndlessInput("", '\n', 256L << 20, ""));
        InputStream unpacked = open(bomb);

        assertThatExceptionOfType(BoundedGunzip.ExpandsTooFar.class)
                .isThrownBy(() -> unpacked.transferTo(OutputStream.nullOutputStream()))
                .withMessageContaining("more than 200 times its size");
        assertThat(bomb.length).isLessThan(2 << 20);
    }

    @Test
    void more_than_the_bound_is_refused_however_badly_it_packs() throws Exception {
        byte[] noise = new byte[(int) MAX_BYTES + 1];
        new Random(1).nextBytes(noise);
        InputStream unpacked = open(pack(new ByteArrayInputStream(noise)));

        assertThatExceptionOfType(BoundedGunzip.ExpandsTooFar.class)
                .isThrownBy(() -> unpacked.transferTo(OutputStream.nullOutputStream()))
                .withMessageContaining("more than " + MAX_BYTES + " bytes");
    }

    @Test
    void a_bomb_inside_a_batch_makes_the_batch_too_large() throws Exception {
        byte[] bomb = pack(new EndlessInput("", 'x', 256L << 20, ""));

        assertThatExceptionOfType(UnreadableSource.class)
                .isThrownBy(() -> Rows.of("jsonl", open(bomb)))
                .matches(UnreadableSource::isTooLarge);
    }

    @Test
    void what_is_no_gzip_file_is_unreadable() {
        assertThatExceptionOfType(UnreadableSource.class)
                .isThrownBy(() -> BoundedGunzip.open(Rows.bytes("text,label\n"), MAX_BYTES))
                .withMessageContaining("damaged or cut short at its beginning");
    }

    @Test
    void a_file_that_is_cut_short_is_unreadable() throws Exception {
        byte[] packed = pack(Rows.bytes("{\"text\":\"one\",\"label\":\"a\"}\n"));

        assertThatExceptionOfType(UnreadableSource.class)
                .isThrownBy(() -> Rows.of("jsonl", open(Arrays.copyOf(packed, packed.length - 12))))
                .withMessageContaining("cut short");
    }

    private static InputStream open(byte[] packed) throws UnreadableSource {
        return BoundedGunzip.open(new ByteArrayInputStream(packed), MAX_BYTES);
    }

    private static byte[] pack(InputStream content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            content.transferTo(out);
        }
        return packed.toByteArray();
    }
}
