package dev.graft.dataprep.reading;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * What speaks for and against bytes being UTF-8. A character that is cut off at the end is neither.
 *
 * @param characters beyond ASCII that are written as UTF-8 writes them
 * @param faults places at which no character of UTF-8 stands
 */
record Utf8Evidence(long characters, long faults) {
    private static final int CHARS = 1 << 12;

    static Utf8Evidence of(byte[] sample) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(sample);
        CharBuffer chars = CharBuffer.allocate(CHARS);
        long characters = 0;
        long faults = 0;
        while (true) {
            CoderResult result = decoder.decode(bytes, chars.clear(), false);
            characters += beyondAscii(chars.flip());
            if (result.isUnderflow()) {
                return new Utf8Evidence(characters, faults);
            }
            if (result.isError()) {
                faults++;
                bytes.position(bytes.position() + result.length());
            }
        }
    }

    private static long beyondAscii(CharBuffer chars) {
        return chars.chars()
                .filter(each -> each > 0x7F && !Character.isLowSurrogate((char) each))
                .count();
    }
}
