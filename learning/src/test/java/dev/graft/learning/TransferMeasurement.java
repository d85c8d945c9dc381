package dev.graft.learning;

import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.EnvironmentCheck;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.strategy.Contrast;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.EpochReport;
import dev.graft.learning.train.FineTuning;
import dev.graft.learning.train.LabelledText;
import dev.graft.learning.train.StartingPoint;
import dev.graft.learning.train.StopSignal;
import dev.graft.learning.train.TrainingData;
import dev.graft.learning.train.TrainingJob;
import dev.graft.learning.train.TrainingListener;
import dev.graft.learning.train.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Measures strategies on a subset of Banking77: a program, not a test.
 *
 * <p>Arguments: folder with {@code train.csv} and {@code test.csv}, number of labels, training rows at most, seed, then
 * strategies: {@code auto}, {@code probe}, {@code full}, {@code top:FROZEN:EPOCHS:BATCH:RATE:HEADRATE:WARMUP}, or
 * {@code few:FROZEN:PASSES:BATCH:RATE:OBJECTIVE:TEMPERATURE}.
 */
public final class TransferMeasurement {

    private TransferMeasurement() {}

    public static void main(String[] args) throws IOException {
        System.out.println(EnvironmentCheck.run());
        Path folder = Path.of(args[0]);
        int labels = Integer.parseInt(args[1]);
        int rows = Integer.parseInt(args[2]);
        long seed = Long.parseLong(args[3]);
        List<String> names = rows(folder.resolve("train.csv")).stream()
                .map(LabelledText::label)
                .distinct()
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(names, new Random(seed));
        Set<String> chosen = new TreeSet<>(names.subList(0, labels));
        List<LabelledText> all = only(rows(folder.resolve("train.csv")), chosen);
        Collections.shuffle(all, new Random(seed));
        List<LabelledText> used = all.subList(0, Math.min(rows, all.size()));
        int split = used.size() * 85 / 100;
        TrainingData data =
                new TrainingData(used.subList(0, split), used.subList(split, used.size()), List.copyOf(chosen));
        List<LabelledText> test = only(rows(folder.resolve("test.csv")), chosen);
        System.out.printf(
                "%d labels, %d train, %d validation, %d test%n",
                chosen.size(), data.train().size(), data.validation().size(), test.size());
        for (int i = 4; i < args.length; i++) {
            measure(args[i], strategy(args[i], data), data, test, seed);
        }
    }

    private static void measure(
            String name, TransferStrategy strategy, TrainingData data, List<LabelledText> test, long seed)
            throws IOException {
        Path output = Files.createTempDirectory("graft-measurement");
        long begin = System.nanoTime();
        TrainingJob job = new TrainingJob(
                StartingPoint.backbone(Backbones.named("all-minilm-l6-v2")),
                data,
                strategy,
                seed,
                DeviceChoice.CPU,
                output,
                new ModelCard("measurement", "MiniLM", "other", "Banking77", new TreeMap<>(Map.of()), List.of()),
                Clock.systemUTC(),
                TrainingJob.DEFAULT_CACHE_BYTES);
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onEpoch(EpochReport r) {
                System.out.printf(
                        "  %-9s %2d/%d loss %.4f | val loss %.4f acc %.4f f1 %.4f | %.0f rows/s, %.0f %%, %.1f s left%s%n",
                        r.phase(),
                        r.epoch(),
                        r.epochs(),
                        r.trainLoss(),
                        r.validationLoss(),
                        r.validationAccuracy(),
                        r.validationMacroF1(),
                        r.samplesPerSecond(),
                        r.percent(),
                        r.secondsLeft(),
                        r.improved() ? " *" : "");
            }
        };
        TrainingOutcome outcome = new FineTuning(job, CheckpointStore.NONE, listener, StopSignal.NEVER).run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        try (TextClassifier classifier = TextClassifier.load(output, DeviceChoice.CPU)) {
            long start = System.nanoTime();
            float[][] logits =
                    classifier.logits(test.stream().map(LabelledText::input).toList());
            double inference = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%s: held-out accuracy %.4f, %.1f s in all, best epoch %d, inference %.0f rows/s, %s%n",
                    name,
                    accuracy(logits, test, classifier.labels()),
                    seconds,
                    ((TrainingOutcome.Completed) outcome).best().epoch(),
                    test.size() / inference,
                    strategy.toJson());
        }
    }

    private static TransferStrategy strategy(String text, TrainingData data) {
        if (text.equals("auto")) {
            return StrategyAdvisor.auto(data.shape(6));
        }
        if (text.equals("probe")) {
            return StrategyAdvisor.linearProbe();
        }
        if (text.equals("full")) {
            TransferStrategy.FineTune tune = StrategyAdvisor.fineTune(0);
            HyperParameters hyper =
                    tune.hyperParameters().change().learningRate(1e-4).build();
            return new TransferStrategy.FineTune(0, TransferStrategy.HeadWarmup.NONE, hyper);
        }
        String[] parts = text.split(":", -1);
        if (parts[0].equals("few")) {
            return new TransferStrategy.FewShot(
                    Integer.parseInt(parts[1]),
                    new Contrast(
                            Integer.parseInt(parts[2]),
                            Integer.parseInt(parts[3]),
                            Double.parseDouble(parts[4]),
                            Contrast.Objective.valueOf(parts[5]),
                            Double.parseDouble(parts[6])),
                    20,
                    StrategyAdvisor.linearProbe()
                            .hyperParameters()
                            .change()
                            .epochs(4)
                            .build());
        }
        TransferStrategy.FineTune tune = StrategyAdvisor.fineTune(Integer.parseInt(parts[1]));
        TransferStrategy.HeadWarmup warmup = new TransferStrategy.HeadWarmup(
                Integer.parseInt(parts[6]), 32, tune.headWarmup().learningRate());
        return new TransferStrategy.FineTune(
                tune.frozenLayers(),
                warmup,
                tune.hyperParameters()
                        .change()
                        .epochs(Integer.parseInt(parts[2]))
                        .batchSize(Integer.parseInt(parts[3]))
                        .learningRate(Double.parseDouble(parts[4]))
                        .headLearningRate(Double.parseDouble(parts[5]))
                        .build());
    }

    private static double accuracy(float[][] logits, List<LabelledText> rows, List<String> labels) {
        int right = 0;
        for (int i = 0; i < logits.length; i++) {
            int best = 0;
            for (int c = 1; c < logits[i].length; c++) {
                best = logits[i][c] > logits[i][best] ? c : best;
            }
            right += labels.get(best).equals(rows.get(i).label()) ? 1 : 0;
        }
        return (double) right / logits.length;
    }

    private static List<LabelledText> only(List<LabelledText> rows, Set<String> labels) {
        return rows.stream()
                .filter(row -> labels.contains(row.label()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Rows of text and label; the label is after the last comma and quotes are doubled inside quotes. */
    private static List<LabelledText> rows(Path csv) throws IOException {
        List<LabelledText> rows = new ArrayList<>();
        StringBuilder record = new StringBuilder();
        for (String line : Files.readAllLines(csv).stream().skip(1).toList()) {
            record.append(record.isEmpty() ? "" : "\n").append(line);
            if (record.chars().filter(c -> c == '"').count() % 2 == 0) {
                String text = record.toString();
                int comma = text.lastIndexOf(',');
                String quoted = text.substring(0, comma).strip();
                String plain = quoted.startsWith("\"")
                        ? quoted.substring(1, quoted.length() - 1).replace("\"\"", "\"")
                        : quoted;
                rows.add(new LabelledText(TextInput.of(plain.strip()), text.substring(comma + 1)));
                record.setLength(0);
            }
        }
        return rows;
    }
}
