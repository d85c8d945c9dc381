package dev.graft.learning.image;

import dev.graft.learning.image.UnreadableImage.Fault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * The chunks of a PNG file (ISO/IEC 15948), found without decoding a pixel.
 *
 * @param width in pixels, as the header states it
 * @param height in pixels, as the header states it
 * @param hasExif whether the file has an eXIf chunk
 * @param pixelsOnly the file with nothing but the chunks that say its levels: no profile, gamma, transparency or text
 */
record PngStructure(long width, long height, boolean hasExif, byte[] pixelsOnly) {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int LENGTH_TYPE_AND_SUM = 12;
    private static final Set<String> KEPT = Set.of("IHDR", "PLTE", "IDAT", "IEND");

    static boolean recognises(byte[] file) {
        return file.length > SIGNATURE.length
                && Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    static PngStructure of(byte[] file) throws UnreadableImage {
        ByteBuffer chunks = ByteBuffer.wrap(file);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        kept.write(SIGNATURE, 0, SIGNATURE.length);
        boolean exif = false;
        int at = SIGNATURE.length;
        String type = "";
        while (!type.equals("IEND")) {
            if (at + LENGTH_TYPE_AND_SUM > file.length) {
                throw truncated(file);
            }
            long size = Integer.toUnsignedLong(chunks.getInt(at)) + LENGTH_TYPE_AND_SUM;
            if (at + size > file.length) {
                throw truncated(file);
            }
            type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
            exif |= type.equals("eXIf");
            if (KEPT.contains(type)) {
                kept.write(file, at, (int) size);
            }
            at += (int) size;
        }
        byte[] plain = kept.toByteArray();
        int header = SIGNATURE.length + 8;
        if (!new String(plain, header - 4, 4, StandardCharsets.ISO_8859_1).equals("IHDR")
                || ByteBuffer.wrap(plain).getInt(header - 8) != 13) {
            throw new UnreadableImage(Fault.BROKEN, "the PNG file does not begin with its header");
        }
        ByteBuffer size = ByteBuffer.wrap(plain, header, 8);
        return new PngStructure(
                Integer.toUnsignedLong(size.getInt()), Integer.toUnsignedLong(size.getInt()), exif, plain);
    }

    private static UnreadableImage truncated(byte[] file) {
        return new UnreadableImage(Fault.CUT_OFF, "the PNG file is cut off after " + file.length + " bytes");
    }
}
