package dev.graft.predictor.serving.question;

import dev.graft.predictor.serving.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of named JSON values of a request: how many it may hold, and how large each may be. */
public final class RowInputs {
    public static final int MAX_ROWS = 256;
    public static final int MAX_VALUES = 5_000;

    /** Of a name, of a word and of a number as it is written. */
    public static final int MAX_CHARS = 200;

    private RowInputs() {}

    /**
     * The inputs that the rows are: numbers and truth values as they are written, null where a value is missing.
     *
     * @param name of the rows in the request
     * @param dataSource that all of them come from; null: none is named
     */
    public static List<Input> of(
            String name,
            List<? extends @Nullable Map<String, ? extends @Nullable Object>> rows,
            @Nullable String dataSource)
            throws InvalidInput {
        requireCount(rows.size());
        if (dataSource != null && (dataSource.isBlank() || dataSource.length() > MAX_CHARS)) {
            throw new InvalidInput("The data source must be a name of 1 to " + MAX_CHARS + " characters");
        }
        List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            inputs.add(new Input.Row(written(name + "[" + i + "]", rows.get(i)), dataSource));
        }
        return inputs;
    }

    public static void requireCount(int rows) throws InvalidInput {
        if (rows < 1 || rows > MAX_ROWS) {
            throw new InvalidInput("Send 1 to " + MAX_ROWS + " rows");
        }
    }

    private static Map<String, @Nullable String> written(
            String name, @Nullable Map<String, ? extends @Nullable Object> row) throws InvalidInput {
        if (row == null || row.size() > MAX_VALUES) {
            throw new InvalidInput(name + " must be an object of at most " + MAX_VALUES + " values");
        }
        Map<String, @Nullable String> written = new HashMap<>();
        for (Map.Entry<String, ? extends @Nullable Object> entry : row.entrySet()) {
            Object value = entry.getValue();
            boolean scalar =
                    value == null || value instanceof String || value instanceof Number || value instanceof Boolean;
            String text = value == null || !scalar ? null : value.toString();
            if (entry.getKey().length() > MAX_CHARS || !scalar || text != null && text.length() > MAX_CHARS) {
                throw new InvalidInput(name + " must have values that are numbers, words of at most " + MAX_CHARS
                        + " characters, true, false or null, by names of at most " + MAX_CHARS + " characters; '"
                        + shown(entry.getKey()) + "' is not so");
            }
            written.put(entry.getKey(), text);
        }
        return written;
    }

    private static String shown(String name) {
        return name.length() <= MAX_CHARS ? name : name.substring(0, MAX_CHARS) + "…";
    }
}
