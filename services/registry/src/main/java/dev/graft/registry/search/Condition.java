package dev.graft.registry.search;

import java.util.List;

/**
 * One condition of a filter.
 *
 * @param tag whether {@code key} is a tag's and not a field's
 * @param values one, or several after IN
 */
record Condition(boolean tag, String key, Comparison comparison, List<String> values) {
    /** Marks MLflow's prompts. Its client asks in every search for what is none, so a model without the tag is none. */
    private static final String PROMPT_TAG = "mlflow.prompt.is_prompt";

    boolean holdsFor(Searchable one) {
        if (!tag && Searchable.NUMBERS.contains(key)) {
            return comparison.ofNumber(one.number(key), Long.parseLong(values.get(0)));
        }
        String text = tag ? one.tags().get(key) : one.text(key);
        if (text == null) {
            return tag && key.equals(PROMPT_TAG) && comparison.ofText("false", values);
        }
        return comparison.ofText(text, values);
    }
}
