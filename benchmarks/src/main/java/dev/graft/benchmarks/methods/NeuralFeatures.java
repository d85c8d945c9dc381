package dev.graft.benchmarks.methods;

import dev.graft.learning.adaptation.DomainPair;
import dev.graft.learning.adaptation.NeuralAdaptation;
import dev.graft.learning.adaptation.TransferClassifier;
import dev.graft.learning.strategy.Alignment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Small networks whose hidden features are made alike in both domains: reviews of four kinds of goods, 12 pairs. */
@Command(
        name = "neural",
        description = "DANN, deep CORAL, MMD and an adversarial auto-encoder on bags of words (Amazon reviews).",
        mixinStandardHelpOptions = true)
final class NeuralFeatures implements Callable<Integer> {

    private static final List<String> GOODS = List.of("books", "dvd", "electronics", "kitchen");

    @Option(names = "--seeds", split = ",", defaultValue = "1,2,3", description = "Default: ${DEFAULT-VALUE}")
    private List<Long> seeds = List.of();

    @Option(names = "--epochs", defaultValue = "15", description = "Default: ${DEFAULT-VALUE}")
    private int epochs;

    @Option(names = "--alignments", split = ",", description = "Default: all")
    private List<Alignment> alignments = List.of(Alignment.values());

    @Option(names = "--weight", defaultValue = "1", description = "Of the alignment. Default: ${DEFAULT-VALUE}")
    private double weight;

    @Option(names = "--rate", defaultValue = "0.001", description = "Of Adam. Default: ${DEFAULT-VALUE}")
    private double rate;

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Override
    public Integer call() throws IOException {
        MethodReport report = new MethodReport("neural");
        for (Alignment alignment : alignments) {
            List<Double> means = new ArrayList<>();
            long start = System.nanoTime();
            for (long seed : seeds) {
                means.add(mean(new NeuralAdaptation(alignment, 100, epochs, 64, rate, weight, seed)));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            String wanted = alignment == Alignment.ADVERSARIAL ? "≥ 75.6 (SVM on the source alone)" : "";
            report.add(new MethodLine(
                    "L11", "amazon", "network, " + alignment, "mean accuracy of 12 pairs", means, seconds, wanted));
        }
        report.print();
        return 0;
    }

    private double mean(NeuralAdaptation way) throws IOException {
        double sum = 0;
        for (String from : GOODS) {
            LabelledSet source = AmazonReviews.train(data, from);
            for (String to : GOODS) {
                if (!to.equals(from)) {
                    TransferClassifier fitted = way.fit(new DomainPair(
                            source.labelled(), AmazonReviews.train(data, to).rows()));
                    LabelledSet test = AmazonReviews.test(data, to);
                    double accuracy = test.accuracy(test.parts(500)
                            .flatMapToInt(part -> Arrays.stream(fitted.targetAnswers(part)))
                            .toArray());
                    System.out.printf(Locale.ROOT, "  %s to %s %.2f%n", from, to, accuracy);
                    sum += accuracy / (GOODS.size() * (GOODS.size() - 1));
                }
            }
        }
        return sum;
    }
}
