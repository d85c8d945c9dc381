package dev.graft.dataprep.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TermsTest {
    @Test
    void replaces_whole_words_whatever_their_case() {
        Terms terms = new Terms(Map.of("pkg", "parcel", "CoD", "cash on delivery"));

        assertThat(terms.replaceIn("My PKG (cod), not pkgs, npkg or pkg-2."))
                .isEqualTo("My parcel (cash on delivery), not pkgs, npkg or parcel-2.");
    }

    @Test
    void the_longest_of_terms_at_one_place_counts_and_nothing_is_replaced_twice() {
        Terms terms = new Terms(Map.of("credit", "loan", "credit note", "credit memo", "loan", "debt"));

        assertThat(terms.replaceIn("credit note, credit, loan")).isEqualTo("credit memo, loan, debt");
    }

    @Test
    void scripts_without_spaces_have_terms_anywhere() {
        Terms terms = new Terms(Map.of("\u5FEB\u9012", "\u5305\u88F9"));

        assertThat(terms.replaceIn("\u6211\u7684\u5FEB\u9012\u5728\u54EA\u91CC"))
                .isEqualTo("\u6211\u7684\u5305\u88F9\u5728\u54EA\u91CC");
    }

    @Test
    void characters_beyond_the_basic_plane_stay_whole() {
        Terms terms = new Terms(Map.of("\uD83D\uDE00", "smile"));

        assertThat(terms.replaceIn("ok \uD83D\uDE01\uD83D\uDE00")).isEqualTo("ok \uD83D\uDE01smile");
    }
}
