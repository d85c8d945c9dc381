package dev.graft.learning.serve;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.export.Precision;
import dev.graft.learning.export.TextOnnxExport;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.model.FusedClassifierFolder;
import dev.graft.learning.model.TextModel;
import dev.graft.learning.text.LengthBatches;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.text.TextScorer;
import dev.graft.learning.text.TextTokenizer;
import dev.graft.learning.text.Tokens;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A text classifier in ONNX Runtime, on all processors, which calls at the same time share. */
public final class OnnxText implements TextScorer {

    private static final int BATCH_SIZE = 32;
    private static final String LOGITS = "logits";

    /** Threads that wait for work by spinning take the processors from whoever else computes. */
    private static final String SPINNING = "session.intra_op.allow_spinning";

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final List<Encoder> encoders;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

    private OnnxText(OrtSession session, List<Encoder> encoders) {
        this.session = session;
        this.encoders = List.copyOf(encoders);
    }

    /** What feeds one encoder, whose inputs' names begin with {@code prefix}. */
    private record Encoder(String prefix, TextTokenizer tokenizer, int padId) {}

    /**
     * Loads the folder that a training run wrote; its files are not needed afterwards. Logits are those of
     * {@link TextClassifier#load} within 1e-5.
     *
     * @throws IllegalArgumentException where the weights do not fit into one ONNX file (2 GiB)
     */
    public static TextClassifier load(Path modelFolder) throws IOException {
        return load(modelFolder, Precision.FLOAT32);
    }

    /** The same in some precision: in less than it was trained in, logits are about those of {@link TextClassifier#load}. */
    public static TextClassifier load(Path modelFolder, Precision precision) throws IOException {
        TextModel model = TextModel.read(modelFolder);
        return TextClassifier.of(model, of(model, precision));
    }

    private static OnnxText of(TextModel model, Precision precision) throws IOException {
        Path folder = Files.createTempDirectory("graft-onnx-");
        Path file = folder.resolve(TextOnnxExport.FILE);
        try {
            TextOnnxExport.writeToServe(model, file, precision);
            List<Encoder> encoders = encoders(model);
            try {
                return new OnnxText(session(file), encoders);
            } catch (OrtException e) {
                encoders.forEach(encoder -> encoder.tokenizer().close());
                throw e;
            }
        } catch (OrtException e) {
            throw new IOException("ONNX Runtime does not take the model: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private static OrtSession session(Path file) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
            options.addConfigEntry(SPINNING, "0");
            return OrtEnvironment.getEnvironment().createSession(file.toString(), options);
        }
    }

    private static List<Encoder> encoders(TextModel model) throws IOException {
        if (model instanceof ClassifierFolder single) {
            TextTokenizer tokenizer = new TextTokenizer(single.tokenizer(), single.maxLength());
            return List.of(new Encoder("", tokenizer, single.config().encoder().padTokenId()));
        }
        List<Encoder> encoders = new ArrayList<>();
        for (BackboneFiles backbone : ((FusedClassifierFolder) model).backbones()) {
            TextTokenizer tokenizer = new TextTokenizer(backbone.tokenizer(), model.maxLength());
            encoders.add(new Encoder(
                    backbone.name() + ".", tokenizer, backbone.config().padTokenId()));
        }
        return encoders;
    }

    @Override
    public float[][] logits(List<TextInput> inputs) {
        return run(LOGITS, inputs);
    }

    @Override
    public float[][] features(List<TextInput> inputs) {
        return run(TextOnnxExport.FEATURES, inputs);
    }

    private float[][] run(String output, List<TextInput> inputs) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the model is closed");
            }
            List<List<Tokens>> tokens = encoders.stream()
                    .map(encoder -> encoder.tokenizer().encode(inputs))
                    .toList();
            float[][] results = new float[inputs.size()][];
            for (int[] batch : LengthBatches.sorted(
                    0, inputs.size(), BATCH_SIZE, row -> tokens.get(0).get(row).length())) {
                float[][] rows = run(output, tokens, batch);
                for (int i = 0; i < batch.length; i++) {
                    results[batch[i]] = rows[i];
                }
            }
            return results;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed: " + e.getMessage(), e);
        } finally {
            lock.readLock().unlock();
        }
    }

    private float[][] run(String output, List<List<Tokens>> tokens, int... rows) throws OrtException {
        Map<String, OnnxTensor> feed = new HashMap<>();
        try {
            for (int i = 0; i < encoders.size(); i++) {
                List<Tokens> all = tokens.get(i);
                feed(encoders.get(i), Arrays.stream(rows).mapToObj(all::get).toList(), feed);
            }
            try (OrtSession.Result result = session.run(feed, Set.of(output))) {
                return (float[][]) result.get(0).getValue();
            }
        } finally {
            feed.values().forEach(OnnxTensor::close);
        }
    }

    private void feed(Encoder encoder, List<Tokens> rows, Map<String, OnnxTensor> feed) throws OrtException {
        int longest = rows.stream().mapToInt(Tokens::length).max().orElse(0);
        LongBuffer ids = LongBuffer.allocate(rows.size() * longest);
        LongBuffer mask = LongBuffer.allocate(ids.capacity());
        LongBuffer types = LongBuffer.allocate(ids.capacity());
        for (Tokens row : rows) {
            for (int s = 0; s < longest; s++) {
                boolean token = s < row.length();
                ids.put(token ? row.id(s) : encoder.padId());
                mask.put(token ? 1 : 0);
                types.put(token ? row.type(s) : 0);
            }
        }
        long[] shape = {rows.size(), longest};
        put(encoder.prefix() + "input_ids", ids, shape, feed);
        put(encoder.prefix() + "attention_mask", mask, shape, feed);
        put(encoder.prefix() + "token_type_ids", types, shape, feed);
    }

    /** An encoder that does not tell segments apart has no input for them. */
    private void put(String name, LongBuffer values, long[] shape, Map<String, OnnxTensor> feed) throws OrtException {
        if (session.getInputNames().contains(name)) {
            feed.put(name, OnnxTensor.createTensor(environment, values.flip(), shape));
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                encoders.forEach(encoder -> encoder.tokenizer().close());
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not close: " + e.getMessage(), e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
