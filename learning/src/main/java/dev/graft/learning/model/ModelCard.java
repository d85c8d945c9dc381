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
 * @param baseModel the backbone's id on the Hugging Face hub, or its name
 * @param licence SPDX identifier in lower case, or {@code other}
 * @param dataset what it was trained on, one line; such as the snapshot's id
 * @param metrics on the validation split, name to value, such as {@code accuracy}
 * @param notes facts for a reader, each one sentence
 */
public record ModelCard(
        String name,
        String baseModel,
        String licence,
        String dataset,
        SortedMap<String, Double> metrics,
        List<String> notes) {

    public ModelCard {
        metrics = new TreeMap<>(metrics);
        notes = List.copyOf(notes);
    }

    /** The same card with these validation metrics in place of its own, and one more note. */
    public ModelCard completed(Map<String, Double> values, String note) {
        List<String> all = Stream.concat(notes.stream(), Stream.of(note)).toList();
        return new ModelCard(name, baseModel, licence, dataset, new TreeMap<>(values), all);
    }

    /** The content of a text classifier's {@code README.md}: YAML front matter as the Hugging Face hub reads it, then text. */
    public String toMarkdown(ClassifierConfig config) {
        String family = config.encoder().family().modelType();
        return frontMatter("transformers", "text-classification", family) + body(config);
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
        text.append("\npipeline_tag: ").append(task).append("\nbase_model: ").append(quoted(baseModel));
        text.append("\ntags:\n- graft\n- ").append(architecture).append("\n- ").append(task);
        text.append("\nmetrics:\n");
        metrics.keySet().forEach(metric -> text.append("- ").append(metric).append('\n'));
        text.append("model-index:\n- name: ").append(quoted(name)).append("\n  results:\n");
        text.append("  - task:\n      type: ").append(task).append('\n');
        text.append("    dataset:\n      name: ").append(quoted(dataset)).append("\n      type: graft\n");
        text.append("      split: validation\n    metrics:\n");
        metrics.forEach((metric, value) -> text.append("    - type: ")
                .append(metric)
                .append("\n      value: ")
                .append(number(value))
                .append('\n'));
        return text.append("---\n\n# ").append(oneLine(name)).append("\n\n").toString();
    }

    /** What is known of the model, each a line of a list. */
    public String facts() {
        return "- Base model: " + oneLine(baseModel) + "\n- Trained on: " + oneLine(dataset) + "\n"
                + notes.stream().map(note -> "- " + oneLine(note) + "\n").collect(Collectors.joining());
    }

    private String body(ClassifierConfig config) {
        String facts = notes.stream().map(note -> "- " + oneLine(note) + "\n").collect(Collectors.joining());
        String labels = config.labels().stream()
                .map(label -> "`" + oneLine(label) + "`")
                .collect(Collectors.joining(", "));
        return """
                %s: %s.

                - Base model: %s
                - Trained on: %s
                - Longest input: %d tokens; the end is cut
                %s
                The head is a linear layer over the last hidden states (pooling: **%s**), with no further layer between: \
                `AutoModel.from_pretrained` opens the encoder; the head's weights are `classifier.weight` and \
                `classifier.bias` in `model.safetensors`.
                """.formatted(
                        purpose(config),
                        labels,
                        oneLine(baseModel),
                        oneLine(dataset),
                        config.maxLength(),
                        facts,
                        config.encoder().pooling());
    }

    private static String purpose(ClassifierConfig config) {
        int outputs = config.labels().size();
        return switch (config.kind()) {
            case CLASSES -> "Classifies a text into " + outputs + " labels";
            case LABELS -> "Gives a text any of " + outputs + " labels";
            case NUMBERS -> "Estimates for a text " + outputs + (outputs == 1 ? " number" : " numbers");
        };
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : ".nan";
    }

    private static String quoted(String text) {
        return '"' + oneLine(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
