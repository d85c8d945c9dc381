package dev.graft.learning.export;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.graft.learning.OnnxSessions;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.text.TextTokenizer;
import dev.graft.learning.text.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An exported classifier in onnxruntime, fed with padded batches. */
final class OnnxClassifier implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final TextTokenizer tokenizer;
    private final int pad;

    OnnxClassifier(Path file, Path folder) throws OrtException, IOException {
        this(file, folder, ClassifierFolder.read(folder).config().maxLength());
    }

    OnnxClassifier(Path file, Path folder, int maxLength) throws OrtException, IOException {
        ClassifierFolder model = ClassifierFolder.read(folder);
        this.session = OnnxSessions.open(file);
        this.tokenizer = new TextTokenizer(model.tokenizer(), maxLength);
        this.pad = model.config().encoder().padTokenId();
    }

    float[][] run(String output, List<TextInput> inputs) throws OrtException {
        List<Tokens> rows = tokenizer.encode(inputs);
        int longest = rows.stream().mapToInt(Tokens::length).max().orElseThrow();
        long[][] ids = new long[rows.size()][longest];
        long[][] types = new long[rows.size()][longest];
        long[][] mask = new long[rows.size()][longest];
        for (int i = 0; i < rows.size(); i++) {
            Tokens row = rows.get(i);
            for (int s = 0; s < longest; s++) {
                ids[i][s] = s < row.length() ? row.id(s) : pad;
                types[i][s] = s < row.length() ? row.type(s) : 0;
                mask[i][s] = s < row.length() ? 1 : 0;
            }
        }
        try (OnnxTensor input = OnnxTensor.createTensor(environment, ids);
                OnnxTensor segments = OnnxTensor.createTensor(environment, types);
                OnnxTensor tokens = OnnxTensor.createTensor(environment, mask)) {
            Map<String, OnnxTensor> feed = new HashMap<>(Map.of("input_ids", input, "attention_mask", tokens));
            if (session.getInputNames().contains("token_type_ids")) {
                feed.put("token_type_ids", segments);
            }
            try (OrtSession.Result result = session.run(feed)) {
                return (float[][]) result.get(output).orElseThrow().getValue();
            }
        }
    }

    @Override
    public void close() throws OrtException {
        tokenizer.close();
        session.close();
    }
}
