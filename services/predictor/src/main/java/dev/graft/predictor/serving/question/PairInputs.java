package dev.graft.predictor.serving.question;

import dev.graft.predictor.serving.Input;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pairs of texts of a request, which come as two lists: the first text of each, and the second. */
public final class PairInputs {
    private PairInputs() {}

    /**
     * The inputs that the values are.
     *
     * @param names of the two lists in the request
     */
    public static List<Input> of(
            List<String> names, List<? extends @Nullable Object> texts, List<? extends @Nullable Object> textPairs)
            throws InvalidInput {
        List<String> first = StringInputs.texts(names.get(0), texts);
        List<String> second = StringInputs.texts(names.get(1), textPairs);
        if (first.size() != second.size()) {
            throw new InvalidInput("send as many " + names.get(1) + " as " + names.get(0) + ": there are "
                    + second.size() + " and " + first.size());
        }
        List<Input> inputs = new ArrayList<>(first.size());
        for (int i = 0; i < first.size(); i++) {
            inputs.add(new Input.Pair(first.get(i), second.get(i)));
        }
        return inputs;
    }
}
