package dev.graft.benchmarks.methods;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.graft.benchmarks.Results;
import dev.graft.learning.classic.Classifier;
import dev.graft.learning.classic.DecisionTree;
import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.GradientBoosting;
import dev.graft.learning.classic.LabelledVectors;
import dev.graft.learning.classic.Learner;
import dev.graft.learning.classic.LinearSvm;
import dev.graft.learning.classic.LogisticRegression;
import dev.graft.learning.classic.NearestNeighbours;
import dev.graft.learning.classic.RandomForest;
import dev.graft.learning.classic.TextSpace;
import dev.graft.learning.classic.TextTerms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Customers' questions (Banking77, 77 intents) as counted words: eight a label, and all. */
@Command(
        name = "classic",
        description = "TF-IDF with linear, nearest, tree and boosted learners (Banking77).",
        mixinStandardHelpOptions = true)
final class ClassicTexts implements Callable<Integer> {

    private static final int SHOTS = 8;
    /** Trees look at each term again and again, so they read only the most frequent ones. */
    private static final int TREE_TERMS = 2_000;

    private static final String ROW = "L9";
    private static final String ACCURACY = "accuracy";

    @Option(names = "--draws", defaultValue = "10", description = "Of eight rows a label. Default: ${DEFAULT-VALUE}")
    private int draws;

    @Option(names = "--ways", split = ",", description = "Only those whose name contains one of these. Default: all")
    private List<String> named = List.of("");

    @Option(names = "--python", description = "A Python with scikit-learn.")
    private @Nullable Path python;

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    private final MethodReport report = new MethodReport("classic");

    private record Questions(List<String> texts, int[] intents, int count) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> labels = new ArrayList<>();
        Questions train = read("train", labels);
        Questions test = read("test", labels);
        few(train, test);
        all(train, test);
        report.reference(
                python, "--data", data.toString(), "--draws", writeDraws(train).toString());
        report.print();
        return 0;
    }

    private void few(Questions train, Questions test) throws IOException {
        Map<String, Learner> ways = new LinkedHashMap<>();
        ways.put("SVM", new LinearSvm(1));
        ways.put("LR", new LogisticRegression(10));
        ways.put("1-NN", new NearestNeighbours(1));
        ways.put("tree", DecisionTree.ofDepth(50));
        ways.put("random forest 20", RandomForest.of(20, 2_000, 1));
        ways.keySet().removeIf(name -> named.stream().noneMatch(name::contains));
        for (Map.Entry<String, Learner> way : ways.entrySet()) {
            List<Double> values = new ArrayList<>();
            long start = System.nanoTime();
            for (int draw = 1; draw <= draws; draw++) {
                values.add(accuracy(train, test, few(train, draw), way.getValue()));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            String wanted = way.getKey().equals("SVM") ? "61.9 ± 1" : "";
            report.add(new MethodLine(
                    ROW, "banking77, 8 a label", "TF-IDF, " + way.getKey(), ACCURACY, values, seconds, wanted));
        }
    }

    private void all(Questions train, Questions test) throws IOException {
        Map<String, Learner> ways = new LinkedHashMap<>();
        ways.put("SVM", new LinearSvm(1));
        ways.put("LR", new LogisticRegression(10));
        ways.put("5-NN", new NearestNeighbours(5));
        ways.put("tree", DecisionTree.ofDepth(100));
        ways.put("random forest 20", RandomForest.of(20, TREE_TERMS, 1));
        ways.put("gradient boosting", new GradientBoosting(30, 0.3, 4, 1, 0.1));
        int[] every = IntStream.range(0, train.intents().length).toArray();
        ways.keySet().removeIf(name -> named.stream().noneMatch(name::contains));
        for (Map.Entry<String, Learner> way : ways.entrySet()) {
            long start = System.nanoTime();
            double accuracy = accuracy(train, test, every, way.getValue());
            double seconds = (System.nanoTime() - start) / 1e9;
            String wanted = way.getKey().equals("SVM") ? "89.4 ± 1" : "";
            report.add(new MethodLine(
                    ROW, "banking77, all", "TF-IDF, " + way.getKey(), ACCURACY, List.of(accuracy), seconds, wanted));
        }
    }

    private static double accuracy(Questions train, Questions test, int[] rows, Learner learner) {
        List<String> texts = IntStream.of(rows).mapToObj(train.texts()::get).toList();
        boolean isOfTrees = !(learner instanceof LinearSvm
                || learner instanceof LogisticRegression
                || learner instanceof NearestNeighbours);
        TextSpace space = TextSpace.fit(
                new TextSpace.Options(TextTerms.words(1, 2), true, 1, isOfTrees ? TREE_TERMS : 200_000), texts);
        FeatureVectors vectors = space.vectors(texts);
        Classifier classifier = learner.fit(new LabelledVectors(
                vectors, IntStream.of(rows).map(row -> train.intents()[row]).toArray(), train.count()));
        return 100 * classifier.accuracy(space.vectors(test.texts()), test.intents());
    }

    private static int[] few(Questions train, int draw) {
        List<Integer> order = new ArrayList<>(
                IntStream.range(0, train.intents().length).boxed().toList());
        Collections.shuffle(order, new Random(draw));
        int[] taken = new int[train.count()];
        return order.stream()
                .mapToInt(Integer::intValue)
                .filter(row -> taken[train.intents()[row]]++ < SHOTS)
                .toArray();
    }

    private Path writeDraws(Questions train) throws IOException {
        Path file = Results.folder().resolve("methods-draws.txt");
        Files.write(
                file,
                IntStream.rangeClosed(1, draws)
                        .mapToObj(draw -> IntStream.of(few(train, draw))
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(" ")))
                        .toList());
        return file;
    }

    private Questions read(String part, List<String> labels) throws IOException {
        Path file = data.resolve("banking77/" + part + ".csv");
        if (!Files.isReadable(file)) {
            throw new IOException(file + " is not there; name the folder of all data sets with --data");
        }
        List<String> texts = new ArrayList<>();
        List<Integer> intents = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : csv) {
                texts.add(row.getField("text"));
                String label = row.getField("category");
                if (!labels.contains(label)) {
                    labels.add(label);
                }
                intents.add(labels.indexOf(label));
            }
        }
        return new Questions(texts, intents.stream().mapToInt(Integer::intValue).toArray(), labels.size());
    }
}
