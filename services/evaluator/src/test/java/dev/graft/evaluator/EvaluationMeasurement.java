package dev.graft.evaluator;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Split;
import dev.graft.evaluator.answering.LoadedModels;
import dev.graft.evaluator.answering.ModelAnswers;
import dev.graft.evaluator.answering.storage.ObjectFiles;
import dev.graft.evaluator.answering.storage.StoredDatasets;
import dev.graft.evaluator.answering.storage.StoredModels;
import dev.graft.evaluator.comparison.Conclusion;
import dev.graft.evaluator.comparison.EvaluateChallenger;
import dev.graft.evaluator.fixture.MemoryStore;
import dev.graft.evaluator.fixture.Runs;
import dev.graft.evaluator.fixture.Snapshots;
import dev.graft.evaluator.fixture.TrainedModels;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.export.Precision;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.text.TextTokenizer;
import dev.graft.learning.train.LabelledText;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.model.ModelFolders;
import io.quarkus.runtime.configuration.MemorySize;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Measures where the time of an evaluation goes, with models and rows at hand: a program, not a test.
 *
 * <p>Argument: number of test rows, 200 where absent.
 */
public final class EvaluationMeasurement {
    private static final String TASK = "measurement";

    private final MemoryStore store = new MemoryStore();
    private final Snapshots snapshots = new Snapshots(store, TASK, TrainedModels.LABELS, Gate.DEFAULT);
    private final Path folder;
    private final ModelFolders folders;
    private Optional<ModelVersion> live = Optional.empty();

    private EvaluationMeasurement(Path folder) {
        this.folder = folder;
        this.folders = new ModelFolders(store, new Cache(folder.resolve("models")), Clock.systemUTC());
    }

    public static void main(String[] args) throws Exception {
        int rows = args.length == 0 ? 200 : Integer.parseInt(args[0]);
        new EvaluationMeasurement(Files.createTempDirectory("evaluation-measurement")).run(rows);
    }

    private void run(int count) throws Exception {
        List<LabelledText> train = TrainedModels.messages(30, 1);
        ModelFolder first = model("first", train);
        ModelFolder second = model("second", train.subList(0, 20));
        ModelFolder third = model("third", train.subList(0, 16));
        parts(count);
        EvaluateChallenger evaluate = evaluator();
        ObjectRef one = snapshots.with("one", rows("one", count));
        measured("first model", evaluate, one, first);
        measured("challenger, champion cached, same rows", evaluate, one, second);
        ObjectRef two = snapshots.with("two", rows("two", count / 10));
        measured("challenger, champion cached, a tenth more rows", evaluate, two, third);
        EvaluateChallenger restarted = evaluator();
        measured("the same after a restart", restarted, two, third);
    }

    private EvaluateChallenger evaluator() {
        Clock clock = Clock.systemUTC();
        return new EvaluateChallenger(
                task -> live,
                new StoredDatasets(
                        new ObjectFiles(store, folder.resolve("snapshots"), 1 << 30, 1 << 30, clock), 1 << 24),
                new LoadedModels(new StoredModels(folders, DeviceChoice.CPU, Precision.FLOAT32), 1),
                new ModelAnswers(1 << 25),
                store,
                clock);
    }

    private void parts(int count) throws Exception {
        List<TextInput> inputs = rows("parts", count).stream()
                .map(row -> TextInput.of(row.text()))
                .toList();
        for (int round = 1; round <= 3; round++) {
            try (TextClassifier model =
                    timed(round + ": load", () -> TextClassifier.load(folder.resolve("first"), DeviceChoice.CPU))) {
                String json = Files.readString(folder.resolve("first/tokenizer.json"));
                try (TextTokenizer tokenizer = new TextTokenizer(json, 32)) {
                    timed(round + ": tokenise " + count, () -> tokenizer.encode(inputs));
                }
                timed(round + ": tokenise and forward " + count, () -> model.probabilities(inputs));
            }
        }
    }

    private void measured(String what, EvaluateChallenger evaluate, ObjectRef snapshot, ModelFolder model)
            throws Exception {
        RunCompleted run = Runs.completed(TASK, "run-" + Hashes.id(what), snapshot, model);
        Conclusion conclusion = timed(what, () -> evaluate.evaluate(run, 1));
        System.out.printf(
                "    computeSeconds %.3f: %s%n",
                conclusion.verdict().computeSeconds(), conclusion.verdict().summary());
        live = live.or(() -> Optional.of(Runs.version(1, run)));
    }

    private ModelFolder model(String name, List<LabelledText> rows) throws IOException {
        return folders.upload(TrainedModels.train(folder.resolve(name), rows), name + "/");
    }

    private static List<DatasetRow> rows(String batch, int count) {
        List<DatasetRow> rows = new ArrayList<>();
        for (LabelledText message : TrainedModels.messages(count, batch.hashCode())) {
            String text = message.input().text() + " and i have been waiting for an answer to my question " + batch;
            rows.add(new DatasetRow(Hashes.id(text), text, message.label(), Split.TEST, batch));
        }
        return rows;
    }

    private static <T> T timed(String what, Callable<T> work) throws Exception {
        long begin = System.nanoTime();
        T result = work.call();
        System.out.printf("%-50s %6.0f ms%n", what, (System.nanoTime() - begin) / 1e6);
        return result;
    }

    private record Cache(Path cache) implements ModelFolders.Config {
        @Override
        public MemorySize cacheSize() {
            return new MemorySize(BigInteger.ONE.shiftLeft(32));
        }

        @Override
        public MemorySize maxFileSize() {
            return new MemorySize(BigInteger.ONE.shiftLeft(31));
        }
    }
}
