package dev.graft.learning;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.BertConfig;
import dev.graft.learning.backbone.Pooling;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.train.LabelledText;
import dev.graft.learning.train.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A random BERT of 2 layers and 32 hidden units that knows a few words, and tasks that it can learn. */
public final class TinyBert {

    private static final List<String> FRUITS = List.of("apple", "pear", "plum", "cherry", "melon", "grape");
    private static final List<String> TOOLS = List.of("hammer", "saw", "drill", "pliers", "wrench", "file");
    private static final List<String> BIRDS = List.of("sparrow", "robin", "eagle", "heron", "wren", "owl");
    private static final List<String> FILLERS = List.of("the", "a", "my", "is", "old", "new", "here", "and", "very");
    private static final List<List<String>> KINDS = List.of(FRUITS, TOOLS, BIRDS);

    public static final List<String> LABELS = List.of("fruit", "tool", "bird");

    private TinyBert() {}

    public static BackboneFiles files() {
        return files(32, 2);
    }

    /** The same with other hidden units, a multiple of four, and layers. */
    public static BackboneFiles files(int units, int layers) {
        List<String> words = words(FRUITS, TOOLS, BIRDS, FILLERS);
        BertConfig config = new BertConfig(words.size(), units, layers, 4, 2 * units, 64, 2, 1e-12, 0);
        return new BackboneFiles("tiny", config, randomWeights(config, 7), tokenizer(words), "tiny", "apache-2.0");
    }

    /** Another one, of 24 hidden units and the first token's features, that numbers its words in another way. */
    public static BackboneFiles other() {
        List<String> words = words(FILLERS, BIRDS, TOOLS, FRUITS);
        BertConfig config = new BertConfig(words.size(), 24, 1, 2, 48, 48, 2, 1e-12, 0).withPooling(Pooling.CLS);
        return new BackboneFiles(
                "other.tiny-1", config, randomWeights(config, 8), tokenizer(words), "example/other", "mit");
    }

    @SafeVarargs
    private static List<String> words(List<String>... kinds) {
        return Stream.concat(
                        Stream.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
                        Arrays.stream(kinds).flatMap(List::stream))
                .toList();
    }

    /** Rows of three labels whose texts have 2 to 9 words, one of which gives the label away. */
    public static TrainingData data(int train, int validation, long seed) {
        Random random = new Random(seed);
        List<LabelledText> rows = IntStream.range(0, train + validation)
                .mapToObj(i -> row(i % LABELS.size(), random))
                .toList();
        return new TrainingData(rows.subList(0, train), rows.subList(train, train + validation), LABELS);
    }

    private static LabelledText row(int label, Random random) {
        List<String> words = new ArrayList<>();
        int fillers = 1 + random.nextInt(8);
        for (int i = 0; i < fillers; i++) {
            words.add(FILLERS.get(random.nextInt(FILLERS.size())));
        }
        List<String> kind = KINDS.get(label);
        words.add(random.nextInt(words.size() + 1), kind.get(random.nextInt(kind.size())));
        return LabelledText.of(String.join(" ", words), LABELS.get(label));
    }

    private static SortedMap<String, HostTensor> randomWeights(BertConfig config, long seed) {
        Random random = new Random(seed);
        SortedMap<String, HostTensor> weights = new TreeMap<>();
        for (Map.Entry<String, Shape> entry : config.shapes().entrySet()) {
            boolean gain = entry.getKey().endsWith("LayerNorm.weight");
            float[] values = new float[(int) entry.getValue().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((gain ? 1 : 0) + 0.2 * random.nextGaussian());
            }
            weights.put(entry.getKey(), HostTensor.of(entry.getValue(), values));
        }
        return weights;
    }

    private static String tokenizer(List<String> words) {
        String vocabulary = IntStream.range(0, words.size())
                .mapToObj(i -> "\"" + words.get(i) + "\": " + i)
                .collect(Collectors.joining(", "));
        return """
                {"version": "1.0", "truncation": null,
                 "padding": {"strategy": {"Fixed": 32}, "direction": "Right", "pad_to_multiple_of": null, "pad_id": 0,
                             "pad_type_id": 0, "pad_token": "[PAD]"},
                 "added_tokens": [],
                 "normalizer": {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
                                "strip_accents": null, "lowercase": true},
                 "pre_tokenizer": {"type": "BertPreTokenizer"},
                 "post_processor": {"type": "TemplateProcessing",
                   "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                              {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
                   "pair": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                            {"SpecialToken": {"id": "[SEP]", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}},
                            {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
                   "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
                                      "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}},
                 "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": true},
                 "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
                           "max_input_chars_per_word": 100, "vocab": {%s}}}
                """.formatted(vocabulary);
    }
}
