package dev.graft.learning.image;

import dev.graft.learning.image.UnreadableImage.Fault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the markers of a JPEG file say (ITU-T T.81, annex B), found without decoding a pixel: the size, whether the file
 * is whole, and what its application segments hold.
 */
final class JpegStructure {

    /** The file has no Adobe marker. */
    static final int NO_ADOBE = -1;

    /** Progressive files of encoders have about ten scans; each costs the decoder a pass over all pixels. */
    static final int MAX_SCANS = 100;

    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int EXIF = 0xE1;
    private static final int PROFILE = 0xE2;
    private static final int ADOBE = 0xEE;

    private final byte[] file;
    private final ByteArrayOutputStream plain;
    private int position = 2;
    private int scans;
    private int width;
    private int height;
    private int components;
    private int colourTransform = NO_ADOBE;
    private boolean exif;
    private boolean profile;

    private JpegStructure(byte[] file) {
        this.file = file;
        this.plain = new ByteArrayOutputStream(file.length);
    }

    static boolean recognises(byte[] file) {
        return file.length > 3 && (file[0] & 0xff) == 0xFF && (file[1] & 0xff) == 0xD8 && (file[2] & 0xff) == 0xFF;
    }

    static JpegStructure of(byte[] file) throws UnreadableImage {
        JpegStructure structure = new JpegStructure(file);
        structure.plain.write(file, 0, 2);
        structure.walk();
        if (structure.components == 0 || structure.scans == 0) {
            throw new UnreadableImage(Fault.BROKEN, "the JPEG file holds no picture");
        }
        return structure;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** 1 grey, 3 colour, 4 CMYK. */
    int components() {
        return components;
    }

    /** 0 to 2 from the Adobe marker, or {@link #NO_ADOBE}. */
    int colourTransform() {
        return colourTransform;
    }

    boolean hasExif() {
        return exif;
    }

    /** The file without its colour profile, which the platform's reader would apply. */
    byte[] withoutProfile() {
        return profile ? plain.toByteArray() : file;
    }

    private void walk() throws UnreadableImage {
        for (int marker = nextMarker(); marker != END; marker = nextMarker()) {
            int begin = position - 2;
            boolean alone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
            if (!alone) {
                int length = unsignedShort(position);
                if (length < 2 || position + length > file.length) {
                    throw truncated();
                }
                read(marker, position + 2, position + length);
                position += length;
            }
            if (marker == SCAN) {
                skipScan();
            }
            if (marker != PROFILE || !profile) {
                plain.write(file, begin, position - begin);
            }
        }
        plain.write(file, position - 2, 2);
    }

    private void read(int marker, int from, int to) throws UnreadableImage {
        if (marker == SCAN && ++scans > MAX_SCANS) {
            throw new UnreadableImage(Fault.BEYOND_LIMITS, "the JPEG file has more than " + MAX_SCANS + " scans");
        } else if (marker == EXIF) {
            exif |= begins(from, to, "Exif");
        } else if (marker == PROFILE) {
            profile |= begins(from, to, "ICC_PROFILE");
        } else if (marker == ADOBE && begins(from, to, "Adobe") && to - from >= 12) {
            colourTransform = file[from + 11] & 0xff;
        } else if (isFrame(marker) && to - from >= 6 && components == 0) {
            height = unsignedShort(from + 1);
            width = unsignedShort(from + 3);
            components = file[from + 5] & 0xff;
        }
    }

    /** Start of frame, of which T.81 has 13; the other markers of the range define tables. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private boolean begins(int from, int to, String word) {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        return to - from > bytes.length
                && Arrays.equals(file, from, from + bytes.length, bytes, 0, bytes.length)
                && file[from + bytes.length] == 0;
    }

    /** Moves behind the next marker, over stray bytes before it. */
    private int nextMarker() throws UnreadableImage {
        while (position + 1 < file.length) {
            int code = file[position + 1] & 0xff;
            if ((file[position] & 0xff) == 0xFF && code != 0 && code != 0xFF) {
                position += 2;
                return code;
            }
            position++;
        }
        throw truncated();
    }

    /** Moves to the first marker behind a scan's coded data; stuffed zeros and restarts belong to it. */
    private void skipScan() throws UnreadableImage {
        while (position + 1 < file.length) {
            int code = file[position + 1] & 0xff;
            if ((file[position] & 0xff) == 0xFF && code != 0 && code != 0xFF && (code < 0xD0 || code > 0xD7)) {
                return;
            }
            position++;
        }
        throw truncated();
    }

    private int unsignedShort(int at) throws UnreadableImage {
        if (at + 1 >= file.length) {
            throw truncated();
        }
        return (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
    }

    private UnreadableImage truncated() {
        return new UnreadableImage(Fault.CUT_OFF, "the JPEG file is cut off after " + file.length + " bytes");
    }
}
