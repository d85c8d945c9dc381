package dev.graft.learning.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.backbone.BertConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A model folder as MLflow describes one, the file {@value #FILE}: flavours, the schema of inputs and outputs, labels.
 *
 * <p>The flavour {@code graft} names the files that make the model. {@code onnx} and {@code python_function} are there
 * where {@code model.onnx} is, because with it MLflow loads the folder by itself; the schema is that file's then. No time
 * is in it and the id is a hash of the model's files, so the same model gives the same bytes.
 *
 * @param task as the Hugging Face hub calls it
 * @param kind what the outputs mean
 * @param labels in the order of the outputs' columns
 * @param files that make the model, by what they are, relative to the folder; a folder ends in a slash
 * @param inputs of the model as Graft answers it
 * @param tensors inputs of {@code model.onnx}
 */
public record MlflowModel(
        String task,
        HeadKind kind,
        List<String> labels,
        SortedMap<String, String> files,
        List<Map<String, Object>> inputs,
        List<Map<String, Object>> tensors) {

    /** The name of the file. */
    public static final String FILE = "MLmodel";

    private static final String ONNX = "model.onnx";
    private static final int ID_CHARS = 32;
    private static final int ANY = -1;
    private static final ObjectMapper JSON = new ObjectMapper();

    public MlflowModel {
        labels = List.copyOf(labels);
        files = new TreeMap<>(files);
        inputs = List.copyOf(inputs);
        tensors = List.copyOf(tensors);
    }

    /** An input of {@code model.onnx}; sizes below 0 are free. */
    public static Map<String, Object> tensor(String name, String type, int... shape) {
        SortedMap<String, Object> spec = new TreeMap<>(Map.of("dtype", type, "shape", shape));
        return new TreeMap<>(Map.of("name", name, "type", "tensor", "tensor-spec", spec));
    }

    /** What {@code model.onnx} reads of a text for an encoder; names begin with {@code prefix}. */
    static List<Map<String, Object>> tokens(String prefix, BertConfig encoder) {
        return Stream.of("input_ids", "attention_mask", "token_type_ids")
                .filter(name -> encoder.typeVocabSize() > 1 || !name.equals("token_type_ids"))
                .map(name -> tensor(prefix + name, "int64", ANY, ANY))
                .toList();
    }

    /** A value of an input as Graft answers it. */
    public static Map<String, Object> column(String name, String type, boolean required) {
        return new TreeMap<>(Map.of("name", name, "type", type, "required", required));
    }

    /** Writes the file into the model's folder, replacing one that is there. */
    public void write(Path folder) throws IOException {
        boolean onnx = Files.exists(folder.resolve(ONNX));
        StringBuilder text = new StringBuilder("flavors:\n  graft:\n    task: ").append(quoted(task));
        files.forEach(
                (what, path) -> text.append("\n    ").append(what).append(": ").append(quoted(path)));
        if (onnx) {
            text.append("\n  onnx:\n    code: null\n    data: ").append(ONNX);
            text.append("\n    providers:\n    - CPUExecutionProvider");
            text.append("\n  python_function:\n    data: ").append(ONNX).append("\n    loader_module: mlflow.onnx");
        }
        text.append("\nmetadata:\n  labels: ").append(json(labels));
        text.append("\n  problem_type: ").append(kind.problemType());
        text.append("\nmodel_uuid: ").append(quoted(id(folder)));
        text.append("\nsignature:\n  inputs: ").append(quoted(json(onnx ? tensors : inputs)));
        text.append("\n  outputs: ").append(quoted(json(outputs(onnx)))).append("\n  params: null\n");
        Files.writeString(folder.resolve(FILE), text);
    }

    private List<Map<String, Object>> outputs(boolean onnx) {
        List<String> names = kind == HeadKind.NUMBERS
                ? List.of("logits")
                : onnx ? List.of("logits", "probabilities") : List.of("probabilities");
        return names.stream()
                .map(name -> tensor(name, "float32", ANY, labels.size()))
                .toList();
    }

    /** A hash of the files that make the model, with their names. */
    private String id(Path folder) throws IOException {
        MessageDigest digest = sha256();
        for (String path : new TreeSet<>(files.values())) {
            for (Path file : filesOf(folder.resolve(path))) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                digest.update((name + ":" + Files.size(file) + ":").getBytes(StandardCharsets.UTF_8));
                try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                    in.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, ID_CHARS);
    }

    private static List<Path> filesOf(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A string in JSON is one in YAML. */
    private static String quoted(String text) {
        return json(text);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
