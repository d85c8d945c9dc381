package dev.graft.dataprep.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.graft.contracts.document.RowContent;
import dev.graft.dataprep.check.language.OpenNlpLanguages;
import dev.graft.dataprep.journal.RowSample;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanguageFindingsTest {
    private static final Languages BY_FIRST_WORD = text -> text.substring(0, 3);

    @Test
    void a_language_that_is_new_to_the_data_set_is_told() {
        List<RowSample.Row> batch = new ArrayList<>(rows("eng", 90));
        batch.addAll(rows("deu", 10));

        LanguageFindings found =
                LanguageFindings.of(batch, rows("eng", 200), BY_FIRST_WORD).orElseThrow();

        assertThat(found.rows()).isEqualTo(100);
        assertThat(found.shares()).containsExactly(entry("eng", 0.9), entry("deu", 0.1));
        assertThat(found.datasetShares()).containsExactly(entry("eng", 1.0));
        assertThat(found.unusual()).containsExactly("deu");
        assertThat(found.sentence())
                .isEqualTo("The texts are in eng (90 %), deu (10 %); those of the data set in eng (100 %). New to the"
                        + " data set: deu.");
    }

    @Test
    void a_few_texts_of_another_language_are_nothing_unusual() {
        List<RowSample.Row> batch = new ArrayList<>(rows("eng", 97));
        batch.addAll(rows("deu", 3));

        assertThat(LanguageFindings.of(batch, rows("eng", 200), BY_FIRST_WORD)
                        .orElseThrow()
                        .unusual())
                .isEmpty();
    }

    @Test
    void a_first_batch_is_described_and_compared_with_nothing() {
        LanguageFindings found =
                LanguageFindings.of(rows("eng", 60), List.of(), BY_FIRST_WORD).orElseThrow();

        assertThat(found.datasetShares()).isNull();
        assertThat(found.sentence()).isEqualTo("The texts are in eng (100 %).");
    }

    @Test
    void texts_too_short_to_tell_are_left_out() {
        List<RowSample.Row> batch = new ArrayList<>(rows("eng", 49));
        batch.add(new RowSample.Row("short", new RowContent.Text("ok"), "label"));

        assertThat(LanguageFindings.of(batch, List.of(), BY_FIRST_WORD)).isEmpty();
    }

    @Test
    void languages_are_told_by_the_text() {
        Languages languages = new OpenNlpLanguages();

        assertThat(languages.of("Where is my parcel? It should have been here on Tuesday."))
                .isEqualTo("eng");
        assertThat(languages.of("Wo bleibt mein Paket? Es sollte schon am Dienstag hier sein."))
                .isEqualTo("deu");
        assertThat(
                        languages.of(
                                "\u6211\u7684\u5305\u88f9\u5728\u54ea\u91cc\uff1f\u661f\u671f\u4e8c\u5c31\u5e94\u8be5\u5230\u4e86\u3002"))
                .isEqualTo("cmn");
        assertThat(languages.of("\u00bfD\u00f3nde est\u00e1 mi paquete? Ten\u00eda que llegar el martes."))
                .isEqualTo("spa");
    }

    private static List<RowSample.Row> rows(String language, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new RowSample.Row(
                        language + i, new RowContent.Text(language + " a text of some length"), "label"))
                .toList();
    }
}
