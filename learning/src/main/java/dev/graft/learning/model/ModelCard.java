package dev.graft.learning.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a model card says beside the configuration.
 *
 * @param name of the model, one line
 * @param baseModels the backbones' ids on the Hugging Face hub, or their names; none of a model of numbers
 * @param licence SPDX identifier in lower case, or {@code other}
 * @param dataset what it was trained on, one line; such as the snapshot's id
 * @param metrics on the validation split, name to value, such as {@code accuracy}
 * @param notes facts for a reader, each one sentence
 */
public record ModelCard(
        String name,
        List<String> baseModels,
        String licence,
        String dataset,
        SortedMap<String, Double> metrics,
        List<String> notes) {

    private static final String OTHER = "other";
    private static final String OF_THE_BASE_MODEL = "see-base-model";
    private static final Map<String, String> METRIC_NAMES =
            Map.of("accuracy", "Accuracy", "f1", "Macro F1", "loss", "Loss");

    /** The card of a model of one backbone. */
    public ModelCard(
            String name,
            String baseModel,
            String licence,
            String dataset,
            SortedMap<String, Double> metrics,
            List<String> notes) {
        this(name, List.of(baseModel), licence, dataset, metrics, notes);
    }

    public ModelCard {
        baseModels = List.copyOf(baseModels);
        metrics = new TreeMap<>(metrics);
        notes = List.copyOf(notes);
    }

    /** The same card with these validation metrics in place of its own, and one more note. */
    public ModelCard completed(Map<String, Double> values, String note) {
        List<String> all = Stream.concat(notes.stream(), Stream.of(note)).toList();
        return new ModelCard(name, baseModels, licence, dataset, new TreeMap<>(values), all);
    }

    /** The content of a text classifier's {@code README.md}: YAML front matter as the Hugging Face hub reads it, then text. */
    public String toMarkdown(ClassifierConfig config) {
        String family = config.encoder().family().modelType();
        return frontMatter("transformers", "text-classification", family) + body(config);
    }

    /** The content of a fused classifier's {@code README.md}. */
    public String fusedMarkdown(FusedConfig config) {
        return FusedModelCard.of(this, config);
    }

    /**
     * The front matter of {@code README.md} and its heading; the text follows.
     *
     * @param library that opens the model
     * @param task as the hub calls it
     * @param architecture one more tag
     */
    public String frontMatter(String library, String task, String architecture) {
        StringBuilder text = new StringBuilder(2000);
        text.append("---\nlicense: ")
                .append(quoted(licence))
                .append("\nlibrary_name: ")
                .append(library);
        if (licence.equals(OTHER)) {
            text.append("\nlicense_name: ").append(OF_THE_BASE_MODEL);
        }
        text.append("\npipeline_tag: ").append(task);
        if (!baseModels.isEmpty()) {
            text.append("\nbase_model: ").append(bases());
        }
        text.append("\ntags:\n- graft\n- ").append(architecture).append("\n- ").append(task);
        text.append('\n').append(results(task));
        return text.append("---\n\n# ").append(oneLine(name)).append("\n\n").toString();
    }

    /** What was measured, as the hub's list of metrics and as its index of results; nothing where no value is finite. */
    private String results(String task) {
        SortedMap<String, Double> measured = new TreeMap<>(metrics);
        measured.values().removeIf(value -> !Double.isFinite(value));
        if (measured.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("metrics:\n");
        measured.keySet().forEach(metric -> text.append("- ").append(metric).append('\n'));
        text.append("model-index:\n- name: ").append(quoted(name)).append("\n  results:\n");
        text.append("  - task:\n      type: ").append(task).append('\n');
        text.append("    dataset:\n      name: ").append(quoted(dataset)).append("\n      type: graft\n");
        text.append("      split: validation\n    metrics:\n");
        measured.forEach((metric, value) -> text.append("    - type: ")
                .append(metric)
                .append("\n      name: ")
                .append(METRIC_NAMES.getOrDefault(metric, metric))
                .append("\n      value: ")
                .append(String.format(Locale.ROOT, "%.4f", value))
                .append('\n'));
        return text.toString();
    }

    /** Of several, a YAML list. */
    private String bases() {
        return baseModels.size() == 1
                ? quoted(baseModels.get(0))
                : baseModels.stream().map(ModelCard::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private String baseModelsInWords() {
        return oneLine(String.join(", ", baseModels));
    }

    /** What is known of the model, each a line of a list. */
    public String facts() {
        return (baseModels.isEmpty() ? "" : "- Base model: " + baseModelsInWords() + "\n") + "- Trained on: "
                + oneLine(dataset) + "\n"
                + notes.stream().map(note -> "- " + oneLine(note) + "\n").collect(Collectors.joining());
    }

    private String body(ClassifierConfig config) {
        String facts = notes.stream().map(note -> "- " + oneLine(note) + "\n").collect(Collectors.joining());
        return """
                %s: %s.

                - Base model: %s
                - Trained on: %s
                - Longest input: %d tokens; the end is cut
                %s
                The head is a linear layer over the last hidden states (pooling: **%s**), with no further layer between, \
                which no class of `transformers` has. `modeling_graft.py` is that class:

                ```python
                from transformers import AutoModelForSequenceClassification, AutoTokenizer

                tokenizer = AutoTokenizer.from_pretrained(FOLDER)
                model = AutoModelForSequenceClassification.from_pretrained(FOLDER, trust_remote_code=True)
                logits = model(**tokenizer("a text", truncation=True, return_tensors="pt")).logits
                ```

                Without that code `AutoModel.from_pretrained` opens the encoder; the head's weights are \
                `classifier.weight` and `classifier.bias` in `model.safetensors`. `model.onnx`, where it was exported, \
                holds both.
                """.formatted(
                        purpose("text", config.kind(), config.labels().size()),
                        inWords(config.labels()),
                        baseModelsInWords(),
                        oneLine(dataset),
                        config.maxLength(),
                        facts,
                        config.encoder().pooling());
    }

    /** The first words of a classifier's description, before its labels; {@code input} is a text or a picture. */
    public static String purpose(String input, HeadKind kind, int outputs) {
        return switch (kind) {
            case CLASSES -> "Classifies a " + input + " into " + outputs + " labels";
            case LABELS -> "Gives a " + input + " any of " + outputs + " labels";
            case NUMBERS -> "Estimates for a " + input + " " + outputs + (outputs == 1 ? " number" : " numbers");
        };
    }

    /** Labels as code, with commas between. */
    public static String inWords(List<String> labels) {
        return labels.stream().map(label -> "`" + oneLine(label) + "`").collect(Collectors.joining(", "));
    }

    private static String quoted(String text) {
        return '"' + oneLine(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
