package dev.graft.benchmarks.methods;

import dev.graft.learning.adaptation.AdaptThenLearn;
import dev.graft.learning.adaptation.CorrelationAlignment;
import dev.graft.learning.adaptation.DomainPair;
import dev.graft.learning.adaptation.DomainScaling;
import dev.graft.learning.adaptation.FeatureAdaptation;
import dev.graft.learning.adaptation.Kernel;
import dev.graft.learning.adaptation.ModelSelection;
import dev.graft.learning.adaptation.SelectionRule;
import dev.graft.learning.adaptation.SelfTraining;
import dev.graft.learning.adaptation.StackedDenoising;
import dev.graft.learning.adaptation.SubspaceAlignment;
import dev.graft.learning.adaptation.TransferClassifier;
import dev.graft.learning.adaptation.TransferComponents;
import dev.graft.learning.adaptation.TransferLearner;
import dev.graft.learning.classic.CrossValidated;
import dev.graft.learning.classic.FeatureVectors;
import dev.graft.learning.classic.Learner;
import dev.graft.learning.classic.LinearSvm;
import dev.graft.learning.classic.NearestNeighbours;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What makes two domains alike by their features gains on the target: pictures as visual words (Office-Caltech, SURF, 12
 * pairs), digits (USPS and MNIST, 16 by 16). The target's labels only score.
 */
@Command(
        name = "adaptation",
        description = "TCA, JDA, CORAL, subspace alignment, self-training; chosen without target labels.",
        mixinStandardHelpOptions = true)
final class AdaptationOfFeatures implements Callable<Integer> {

    private static final List<String> OFFICE = List.of("caltech", "amazon", "webcam", "dslr");
    private static final int COMPONENTS = 100;
    private static final Learner NEAREST = new NearestNeighbours(1);
    /** Sees the rows that it is to answer, as an unlabelled batch, before it answers them. */
    private static final String BATCH = "mSDA on the batch too, SVM";

    private static final String ACCURACY = "accuracy";

    @Option(
            names = "--only",
            split = ",",
            description = "Of surf, digits, amazon. Default: all",
            defaultValue = "surf,digits,amazon")
    private List<String> only = List.of();

    @Option(names = "--ways", description = "Only those whose name contains this. Default: all", defaultValue = "")
    private String named = "";

    @Option(names = "--selection", description = "Also choose without target labels, which takes minutes.")
    private boolean selection;

    @Option(names = "--noise", defaultValue = "0.7", description = "Of mSDA. Default: ${DEFAULT-VALUE}")
    private double noise;

    @Option(names = "--layers", defaultValue = "3", description = "Of mSDA. Default: ${DEFAULT-VALUE}")
    private int layers;

    @Option(
            names = "--frequent",
            defaultValue = "1000",
            description = "Words that mSDA restores. Default: ${DEFAULT-VALUE}")
    private int frequent;

    @Option(names = "--python", description = "A Python with numpy and scipy; without it ours alone is measured.")
    private @Nullable Path python;

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    private final MethodReport report = new MethodReport("adaptation");

    /** A source and a target, whose labels only score. */
    private record Task(String name, LabelledSet source, LabelledSet target) {

        DomainPair pair() {
            return new DomainPair(source.labelled(), target.rows());
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (only.contains("surf")) {
            surf();
        }
        if (only.contains("digits")) {
            digits();
        }
        if (only.contains("amazon")) {
            amazon();
        }
        report.reference(python, "--data", data.toString());
        report.print();
        return 0;
    }

    private void surf() throws IOException {
        Map<String, LabelledSet> domains = new LinkedHashMap<>();
        for (String name : OFFICE) {
            domains.put(name, LabelledSet.csv(data.resolve("office_caltech_surf/" + name + ".csv.gz"), 10));
        }
        List<Task> tasks = new ArrayList<>();
        domains.forEach((from, source) -> domains.forEach((to, target) -> {
            if (!from.equals(to)) {
                tasks.add(new Task(from + " to " + to, source, target));
            }
        }));
        FeatureAdaptation scaled = new DomainScaling(true);
        FeatureAdaptation tca = scaled.then(TransferComponents.tca(new Kernel.Linear(), COMPONENTS, 1));
        FeatureAdaptation jda = scaled.then(TransferComponents.jda(new Kernel.Linear(), COMPONENTS, 1, 10));
        Learner svm = new LinearSvm(0.01);
        Map<String, TransferLearner> ways = new LinkedHashMap<>();
        ways.put("1-NN", new AdaptThenLearn(scaled, NEAREST));
        ways.put("TCA, 1-NN", new AdaptThenLearn(tca, NEAREST));
        ways.put(
                "TCA, Gaussian, 1-NN",
                new AdaptThenLearn(
                        scaled.then(TransferComponents.tca(new Kernel.Gaussian(0), COMPONENTS, 1)), NEAREST));
        ways.put("JDA, 1-NN", new AdaptThenLearn(jda, NEAREST));
        ways.put("SA 40, 1-NN", new AdaptThenLearn(scaled.then(new SubspaceAlignment(40)), NEAREST));
        ways.put("SVM", new AdaptThenLearn(scaled, svm));
        ways.put("CORAL, SVM", new AdaptThenLearn(scaled.then(new CorrelationAlignment(1)), svm));
        ways.put("TCA, SVM", new AdaptThenLearn(tca, new LinearSvm(1)));
        ways.put("JDA, SVM", new AdaptThenLearn(jda, new LinearSvm(1)));
        ways.put("self-training, SVM", SelfTraining.of(scaled, svm, 1));
        ways.keySet().removeIf(name -> !name.contains(named));
        measure("surf", tasks, ways, Map.of("1-NN", "12 pairs exact", "TCA, 1-NN", "43.6 ± 1.5"));
        if (selection) {
            select("surf", tasks, ways);
        }
    }

    private void digits() throws IOException {
        LabelledSet usps = LabelledSet.csv(data.resolve("usps_mnist_256/usps_1800.csv.gz"), 10);
        LabelledSet mnist = LabelledSet.csv(data.resolve("usps_mnist_256/mnist_2000.csv.gz"), 10);
        FeatureAdaptation unit = pair -> TransferComponents.UNIT_LENGTH;
        TransferLearner plain = new AdaptThenLearn(unit, NEAREST);
        TransferLearner jda =
                new AdaptThenLearn(TransferComponents.jda(new Kernel.Linear(), COMPONENTS, 0.1, 10), NEAREST);
        List<Task> there = List.of(new Task("usps to mnist", usps, mnist));
        List<Task> back = List.of(new Task("mnist to usps", mnist, usps));
        measure("usps to mnist", there, Map.of("1-NN", plain), Map.of("1-NN", "44.70"));
        measure("usps to mnist", there, Map.of("JDA, 1-NN", jda), Map.of("JDA, 1-NN", "59.65 ± 0.5"));
        measure("mnist to usps", back, Map.of("1-NN", plain), Map.of("1-NN", "65.94"));
        measure("mnist to usps", back, Map.of("JDA, 1-NN", jda), Map.of("JDA, 1-NN", "67.28 ± 0.5"));
    }

    /** Reviews of four kinds of goods as bags of words, 2,000 labelled of the source, 2,000 not of the target, all others the test. */
    private void amazon() throws IOException {
        List<String> names = List.of("books", "dvd", "electronics", "kitchen");
        Map<String, TransferLearner> ways = new LinkedHashMap<>();
        List<Learner> costs =
                List.of(new LinearSvm(0.001), new LinearSvm(0.003), new LinearSvm(0.01), new LinearSvm(0.1));
        Learner svm = new CrossValidated(costs, 5, 1, 1);
        ways.put("SVM", new AdaptThenLearn(FeatureAdaptation.NONE, svm));
        ways.put(
                "self-training, SVM",
                new SelfTraining(FeatureAdaptation.NONE, new LinearSvm(0.01), 5, 0.8, 0, 0, 0, 1));
        FeatureAdaptation denoising = new StackedDenoising(noise, layers, frequent, 1);
        ways.put("mSDA, SVM", new AdaptThenLearn(denoising, new LinearSvm(0.003)));
        ways.put(BATCH, new AdaptThenLearn(denoising, new LinearSvm(0.003)));
        ways.keySet().removeIf(name -> !name.contains(named));
        for (Map.Entry<String, TransferLearner> way : ways.entrySet()) {
            List<Double> values = new ArrayList<>();
            long start = System.nanoTime();
            for (String from : names) {
                LabelledSet source = AmazonReviews.train(data, from);
                for (String to : names) {
                    if (!to.equals(from)) {
                        LabelledSet test = AmazonReviews.test(data, to);
                        FeatureVectors seen = AmazonReviews.train(data, to).rows();
                        TransferClassifier fitted = way.getValue()
                                .fit(new DomainPair(
                                        source.labelled(), way.getKey().equals(BATCH) ? seen.and(test.rows()) : seen));
                        values.add(test.accuracy(test.parts(500)
                                .flatMapToInt(part -> Arrays.stream(fitted.targetAnswers(part)))
                                .toArray()));
                        System.out.printf(Locale.ROOT, "%s to %s %.2f%n", from, to, values.get(values.size() - 1));
                    }
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            String reach =
                    way.getKey().startsWith("mSDA") ? "≥ 80" : way.getKey().equals("SVM") ? "75.6" : "";
            report.add(new MethodLine("L11", "amazon", way.getKey(), ACCURACY, values, seconds, reach));
        }
    }

    private void measure(String set, List<Task> tasks, Map<String, TransferLearner> ways, Map<String, String> wanted)
            throws IOException {
        for (Map.Entry<String, TransferLearner> way : ways.entrySet()) {
            List<Double> values = new ArrayList<>();
            long start = System.nanoTime();
            for (Task task : tasks) {
                int[] answers = way.getValue()
                        .fit(task.pair())
                        .targetAnswers(task.target().rows());
                values.add(task.target().accuracy(answers));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            report.add(new MethodLine(
                    "L11", set, way.getKey(), ACCURACY, values, seconds, wanted.getOrDefault(way.getKey(), "")));
            if (tasks.size() > 1) {
                values.forEach(value -> System.out.printf(Locale.ROOT, " %.2f", value));
                System.out.println();
            }
        }
    }

    /** What each rule chooses, beside what the target's labels would have chosen. */
    private void select(String set, List<Task> tasks, Map<String, TransferLearner> ways) throws IOException {
        for (SelectionRule rule : SelectionRule.values()) {
            List<Double> values = new ArrayList<>();
            long start = System.nanoTime();
            for (Task task : tasks) {
                ModelSelection choice = ModelSelection.of(rule, ways, task.pair(), 1, 1);
                System.out.println(task.name() + ": " + choice);
                int[] answers = Objects.requireNonNull(ways.get(choice.chosen()))
                        .fit(task.pair())
                        .targetAnswers(task.target().rows());
                values.add(task.target().accuracy(answers));
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            report.add(new MethodLine("L11", set, "chosen by " + rule, ACCURACY, values, seconds, ""));
        }
    }
}
