package dev.graft.benchmarks.serving;

import dev.graft.benchmarks.Results;
import dev.graft.launcher.terminal.Table;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.export.Precision;
import dev.graft.learning.serve.OnnxText;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The same model in PyTorch, in ONNX Runtime and there in eight bits, with batches and texts of several sizes. */
@Command(
        name = "text-runtimes",
        description = "Time a text of a model's folder in PyTorch and in ONNX Runtime, there also in int8.",
        mixinStandardHelpOptions = true)
public final class TextRuntimes implements Callable<Integer> {
    private static final List<String> WORDS = List.of(
            "where is my parcel it has not arrived and I want a refund for the kettle that came back".split(" "));
    private static final int ROUNDS = 3;

    @Parameters(paramLabel = "FOLDER", description = "A text model as a training run writes it")
    private Path folder = Path.of("");

    @Option(names = "--words", split = ",", defaultValue = "6,20,80", description = "Default: ${DEFAULT-VALUE}")
    private List<Integer> words = List.of();

    @Option(names = "--batches", split = ",", defaultValue = "1,8,32", description = "Default: ${DEFAULT-VALUE}")
    private List<Integer> batches = List.of();

    @Option(names = "--threads", split = ",", defaultValue = "1,2", description = "Default: ${DEFAULT-VALUE}")
    private List<Integer> threads = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Table table = new Table(
                "words, batch, threads", "PyTorch ms/text", "ONNX ms/text", "ratio", "int8 ms/text", "ONNX/int8");
        Map<String, Object> figures = new LinkedHashMap<>();
        double difference = 0;
        try (TextClassifier torch = TextClassifier.load(folder, DeviceChoice.CPU);
                TextClassifier onnx = OnnxText.load(folder);
                TextClassifier int8 = OnnxText.load(folder, Precision.INT8)) {
            for (int length : words) {
                for (int batch : batches) {
                    List<TextInput> texts = texts(new Random(1), length, batch);
                    difference = Math.max(difference, difference(torch.logits(texts), onnx.logits(texts)));
                    for (int callers : threads) {
                        double one = millis(torch, texts, callers);
                        double other = millis(onnx, texts, callers);
                        double rounded = millis(int8, texts, callers);
                        String name = length + ", " + batch + ", " + callers;
                        table.row(
                                name,
                                figure(one),
                                figure(other),
                                figure(one / other),
                                figure(rounded),
                                figure(other / rounded));
                        figures.put(name, Map.of("pytorch", one, "onnx", other, "int8", rounded));
                    }
                }
            }
        }
        System.out.println(table);
        System.out.println("Largest difference of a logit: " + difference);
        Results.write("text-runtimes", figures);
        return 0;
    }

    private static List<TextInput> texts(Random random, int words, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TextInput.of(random.ints(words / 2 + random.nextInt(words), 0, WORDS.size())
                        .mapToObj(WORDS::get)
                        .collect(Collectors.joining(" "))))
                .toList();
    }

    /** Of the fastest of some rounds of a second each. */
    private static double millis(TextClassifier model, List<TextInput> texts, int callers)
            throws InterruptedException, ExecutionException {
        double best = Double.MAX_VALUE;
        ExecutorService pool = Executors.newFixedThreadPool(callers);
        try {
            for (int round = 0; round <= ROUNDS; round++) {
                AtomicLong answered = new AtomicLong();
                long start = System.nanoTime();
                List<Future<?>> calls = new ArrayList<>();
                for (int i = 0; i < callers; i++) {
                    calls.add(pool.submit(() -> {
                        while (System.nanoTime() - start < 1_000_000_000L) {
                            model.logits(texts);
                            answered.addAndGet(texts.size());
                        }
                    }));
                }
                for (Future<?> call : calls) {
                    call.get();
                }
                double millis = (System.nanoTime() - start) / 1e6 / answered.get();
                best = round == 0 ? best : Math.min(best, millis);
            }
        } finally {
            pool.shutdown();
        }
        return best;
    }

    private static double difference(float[][] one, float[][] other) {
        double largest = 0;
        for (int row = 0; row < one.length; row++) {
            for (int column = 0; column < one[row].length; column++) {
                largest = Math.max(largest, Math.abs(one[row][column] - other[row][column]));
            }
        }
        return largest;
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
