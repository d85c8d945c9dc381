package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real backbone learns a few intents from a handful of sentences and knows words that it was not trained on. */
class MiniLmTransferTest {

    private static final Map<String, List<String>> TRAIN = Map.of(
            "parcel",
            List.of(
                    "where is my parcel",
                    "the courier never came",
                    "when will my order arrive?",
                    "tracking has not moved for days",
                    "package still not here",
                    "it says delivered but I got nothing"),
            "password",
            List.of(
                    "I forgot my password",
                    "cannot log in any more",
                    "how do I reset my login",
                    "the site says wrong passphrase",
                    "locked out of my account",
                    "need a new sign-in code"),
            "refund",
            List.of(
                    "I want my money back",
                    "please refund the second charge",
                    "you billed me twice",
                    "when do I get the money for my return",
                    "reverse this payment",
                    "the amount on my card is too high, give it back"));

    private static final Map<String, List<String>> VALIDATION = Map.of(
            "parcel", List.of("is my shipment lost", "no delivery yet"),
            "password", List.of("login does not work", "help me sign in"),
            "refund", List.of("I was charged too much", "send my money back"));

    private static final Map<String, List<String>> UNSEEN = Map.of(
            "parcel", List.of("the postman did not bring the box", "how long does shipping take"),
            "password", List.of("my credentials are rejected", "I can't get into my profile"),
            "refund", List.of("reimburse me for the broken lamp", "cancel the transaction and repay me"));

    @TempDir
    Path folder;

    @Test
    void knows_unseen_words_after_learning_from_a_handful_of_sentences() throws Exception {
        // given
        FineTune defaults = StrategyAdvisor.fineTune(4);
        TrainingJob job = TinyRun.job(
                StartingPoint.backbone(Backbones.named("all-minilm-l6-v2")),
                new TrainingData(rows(TRAIN), rows(VALIDATION), List.of("parcel", "password", "refund")),
                defaults.with(defaults.hyperParameters().change().epochs(3).build()),
                1,
                folder);

        // when
        TinyRun.complete(job);

        // then
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU)) {
            int right = 0;
            for (LabelledText row : rows(UNSEEN)) {
                float[] chances = classifier.probabilities(List.of(row.input()))[0];
                right += highest(chances) == classifier.labels().indexOf(row.label()) ? 1 : 0;
            }
            assertThat(right).isGreaterThanOrEqualTo(5);
        }
    }

    private static int highest(float[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private static List<LabelledText> rows(Map<String, List<String>> texts) {
        return texts.keySet().stream()
                .sorted()
                .flatMap(label -> texts.get(label).stream().map(text -> new LabelledText(TextInput.of(text), label)))
                .toList();
    }
}
