package dev.graft.dataprep.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.graft.dataprep.reading.SourceNotes.CharsetBy;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingTest {
    private static final String GERMAN =
            "text,label\nWo bleibt mein Päckchen? Ich warte schon über zwei Wochen,lieferung\n"
                    + "Die Größe passt nicht und ich möchte es zurückgeben,rückgabe\nKönnen Sie mir die Rechnung schicken?,rechnung\n";
    private static final String CHINESE =
            "text,label\n\u9001\u9910\u5f88\u5feb\uff0c\u5473\u9053\u4e0d\u9519\uff0c\u4e0b\u6b21\u8fd8\u4f1a\u518d\u70b9\u7684,good\n"
                    + "\u7b49\u4e86\u4e24\u4e2a\u5c0f\u65f6\u624d\u9001\u5230\uff0c\u996d\u90fd\u51c9\u4e86\uff0c\u5dee\u8bc4,bad\n";
    private static final String TRADITIONAL =
            "text,label\n\u9001\u9910\u5f88\u5feb\uff0c\u5473\u9053\u4e0d\u932f\uff0c\u4e0b\u6b21\u9084\u6703\u518d\u9ede\u7684,good\n"
                    + "\u7b49\u4e86\u5169\u500b\u5c0f\u6642\u624d\u9001\u5230\uff0c\u98ef\u90fd\u6dbc\u4e86\uff0c\u5dee\u8a55,bad\n";
    private static final String RUSSIAN = "text,label\n"
            + "\u0413\u0434\u0435 \u043c\u043e\u044f \u043f\u043e\u0441\u044b\u043b\u043a\u0430? \u042f \u0436\u0434\u0443 \u0435\u0435 \u0443\u0436\u0435 \u0434\u0432\u0435 \u043d\u0435\u0434\u0435\u043b\u0438 \u0438 \u043d\u0435 \u043f\u043e\u043b\u0443\u0447\u0430\u044e \u043e\u0442\u0432\u0435\u0442\u0430,\u0434\u043e\u0441\u0442\u0430\u0432\u043a\u0430\n"
            + "\u0414\u0435\u043d\u044c\u0433\u0438 \u0431\u044b\u043b\u0438 \u0441\u043f\u0438\u0441\u0430\u043d\u044b \u0434\u0432\u0430\u0436\u0434\u044b, \u0432\u0435\u0440\u043d\u0438\u0442\u0435 \u0438\u0445 \u043f\u043e\u0436\u0430\u043b\u0443\u0439\u0441\u0442\u0430 \u043d\u0430 \u043c\u043e\u0439 \u0441\u0447\u0435\u0442,\u043e\u043f\u043b\u0430\u0442\u0430\n";
    private static final String JAPANESE =
            "text,label\n\u8377\u7269\u306f\u3069\u3053\u3067\u3059\u304b\u3002\u4e8c\u9031\u9593\u5f85\u3063\u3066\u3044\u307e\u3059\u304c\u3001\u307e\u3060\u5c4a\u304d\u307e\u305b\u3093,\u914d\u9054\n";

    @ParameterizedTest
    @CsvSource({
        "windows-1252, GERMAN",
        "ISO-8859-1, GERMAN",
        "GB18030, CHINESE",
        "GBK, CHINESE",
        "Big5, TRADITIONAL",
        "windows-1251, RUSSIAN",
        "KOI8-R, RUSSIAN",
        "Shift_JIS, JAPANESE",
        "EUC-JP, JAPANESE"
    })
    void tells_by_statistics_what_is_not_utf_8(String charset, String which) throws Exception {
        String content = switch (which) {
            case "GERMAN" -> GERMAN;
            case "CHINESE" -> CHINESE;
            case "TRADITIONAL" -> TRADITIONAL;
            case "RUSSIAN" -> RUSSIAN;
            default -> JAPANESE;
        };
        byte[] bytes = content.repeat(3).getBytes(Charset.forName(charset));

        Encoding found = Encoding.of(bytes);

        assertThat(found.by()).isEqualTo(CharsetBy.STATISTICS);
        assertThat(new String(bytes, found.charset())).isEqualTo(content.repeat(3));
    }

    @Test
    void bytes_that_are_utf_8_are_utf_8_also_where_the_sample_cuts_a_character() throws Exception {
        byte[] bytes = CHINESE.getBytes(StandardCharsets.UTF_8);

        for (int length = bytes.length - 6; length <= bytes.length; length++) {
            assertThat(Encoding.of(Arrays.copyOf(bytes, length)))
                    .isEqualTo(new Encoding(StandardCharsets.UTF_8, CharsetBy.VALID_UTF_8));
        }
    }

    @Test
    void one_bad_line_makes_no_other_charset_of_the_rest() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(GERMAN.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes("caf\u00E9,rechnung\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(Encoding.of(bytes.toByteArray()).charset()).isEqualTo(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE", "UTF-16BE", "UTF-8"})
    void a_byte_order_mark_decides(String charset) throws Exception {
        byte[] bytes = ("\uFEFF" + GERMAN).getBytes(Charset.forName(charset));

        assertThat(Encoding.of(bytes)).isEqualTo(new Encoding(Charset.forName(charset), CharsetBy.BYTE_ORDER_MARK));
    }

    @Test
    void what_the_producer_says_is_not_questioned(@TempDir Path folder) throws Exception {
        RowFile file = new RowFile(
                Rows.file(folder, GERMAN, StandardCharsets.UTF_8).path(),
                false,
                StandardCharsets.ISO_8859_1,
                null,
                null,
                null);

        assertThat(Encoding.of(file, Rows.LIMITS))
                .isEqualTo(new Encoding(StandardCharsets.ISO_8859_1, CharsetBy.DECLARED));
    }

    @Test
    void too_little_to_tell_is_an_error_that_says_what_to_do() {
        assertThatExceptionOfType(UnreadableSource.class)
                .isThrownBy(() -> Encoding.of(new byte[] {'t', (byte) 0x81, (byte) 0xFF, '\n', (byte) 0xFE}))
                .withMessageContaining("say it in source.charset");
    }
}
