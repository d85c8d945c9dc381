package dev.graft.learning.text;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.backbone.BertEncoder;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenumberedTokensTest {

    /** The second row has the padding's id as a token, too, which RoBERTa does not count. */
    private static final List<Tokens> ROWS =
            List.of(new Tokens(new int[] {17, 9, 23, 40, 2}, new int[5]), new Tokens(new int[] {30, 1, 2}, new int[3]));

    @ParameterizedTest
    @ValueSource(strings = {"distilbert", "roberta"})
    void give_the_same_features_though_the_padding_has_another_number(String family) throws Exception {
        // given
        BackboneFiles files = Backbones.folder(Path.of(
                getClass().getResource("/dev/graft/learning/families/" + family).toURI()));
        int pad = files.config().padTokenId();
        UsedWords words = UsedWords.of(ROWS, pad);
        SortedMap<String, HostTensor> cut = new TreeMap<>(files.weights());
        cut.computeIfPresent(UsedWords.TABLE, (name, table) -> words.cut(table));

        // when
        float[] whole = features(files, files.weights(), new TextRows(ROWS, pad));
        float[] renumbered = features(files, cut, new TextRows(words.renumbered(ROWS), words.number(pad)));

        // then
        assertThat(words.number(pad)).isZero();
        assertThat(renumbered).isEqualTo(whole);
    }

    private static float[] features(BackboneFiles files, SortedMap<String, HostTensor> tensors, TextRows rows) {
        try (GradMode off = GradMode.off();
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                Parameters weights = new Parameters(manager, tensors)) {
            return new BertEncoder(files.config(), weights)
                    .features(rows.batch(manager, 0, 1))
                    .toFloatArray();
        }
    }
}
