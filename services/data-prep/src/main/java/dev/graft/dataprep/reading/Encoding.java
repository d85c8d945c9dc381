package dev.graft.dataprep.reading;

import dev.graft.dataprep.reading.SourceNotes.CharsetBy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;

/**
 * The charset of a file and who says so: its producer, a byte order mark, bytes that are UTF-8, or else how often bytes
 * and pairs of them occur. A file in which more characters are good UTF-8 than bytes are none is UTF-8 with faults, so that
 * one bad line does not turn all others into nonsense.
 */
record Encoding(Charset charset, CharsetBy by) {
    /** How much of a file is looked at. */
    static final int SAMPLE_BYTES = 1 << 20;

    /** Below it a charset found by statistics is a guess; measured on texts of a few hundred characters. */
    private static final int MIN_CONFIDENCE = 30;

    private static final int CHARS = 1 << 12;

    /** @throws UnreadableSource when nobody says so and nothing can be found out */
    static Encoding of(RowFile file, ReadingLimits limits) throws UnreadableSource {
        if (file.charset() != null) {
            return new Encoding(file.charset(), CharsetBy.DECLARED);
        }
        try (InputStream bytes = file.open(limits)) {
            return of(bytes.readNBytes(SAMPLE_BYTES));
        } catch (IOException e) {
            throw Unreadables.of(e, " in its first " + SAMPLE_BYTES + " bytes");
        }
    }

    static Encoding of(byte[] sample) throws UnreadableSource {
        Optional<Charset> marked = byMark(sample);
        if (marked.isPresent()) {
            return new Encoding(marked.get(), CharsetBy.BYTE_ORDER_MARK);
        }
        Utf8Evidence evidence = Utf8Evidence.of(sample);
        if (evidence.faults() == 0 || evidence.characters() > evidence.faults()) {
            return new Encoding(StandardCharsets.UTF_8, CharsetBy.VALID_UTF_8);
        }
        return new Encoding(byStatistics(sample), CharsetBy.STATISTICS);
    }

    private static Optional<Charset> byMark(byte[] sample) {
        if (startsWith(sample, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (startsWith(sample, 0xFF, 0xFE)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return startsWith(sample, 0xFE, 0xFF) ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    private static boolean startsWith(byte[] sample, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (sample.length <= i || (sample[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Charset byStatistics(byte[] sample) throws UnreadableSource {
        return Arrays.stream(new CharsetDetector().setText(sample).detectAll())
                .filter(match -> match.getConfidence() >= MIN_CONFIDENCE)
                .map(CharsetMatch::getName)
                .filter(name -> !isMainframe(name) && Charset.isSupported(name))
                .map(Charset::forName)
                .filter(charset -> canBe(sample, charset))
                .findFirst()
                .orElseThrow(() -> UnreadableSource.malformed("the file is not UTF-8, and which charset it is cannot be"
                        + " told from its bytes; say it in source.charset, or store the file in UTF-8"));
    }

    /** EBCDIC and DOS pages match many a byte that is something else, and no producer of today writes them. */
    private static boolean isMainframe(String name) {
        return name.startsWith("IBM");
    }

    private static boolean canBe(byte[] sample, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(sample);
        CharBuffer chars = CharBuffer.allocate(CHARS);
        while (true) {
            var result = decoder.decode(bytes, chars.clear(), false);
            if (result.isError()) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
        }
    }
}
