package dev.graft.benchmarks.methods;

import dev.graft.learning.meta.PrototypeNetwork;
import dev.graft.learning.meta.PrototypicalLearning;
import dev.graft.learning.meta.SmallImages;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Characters of alphabets that were never seen, each known by one drawing of it: Omniglot's twenty runs of twenty. */
@Command(
        name = "one-shot",
        description = "Omniglot, 20-way one-shot: prototypical networks, and the same network before it learns.",
        mixinStandardHelpOptions = true)
final class OneShot implements Callable<Integer> {
    private static final int SIDE = 28;
    private static final int RUNS = 20;

    @Option(names = "--steps", defaultValue = "2000", description = "Default: ${DEFAULT-VALUE}")
    private int steps;

    @Option(names = "--seeds", defaultValue = "1,2,3", split = ",", description = "Default: ${DEFAULT-VALUE}")
    private List<Long> seeds = List.of();

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    private final MethodReport report = new MethodReport("one-shot");

    /** One of the twenty runs: a drawing of each of twenty characters, and twenty to tell by them. */
    private record Run(List<List<float[]>> known, List<float[]> asked, List<Integer> truth) {}

    @Override
    public Integer call() throws IOException {
        List<List<float[]>> characters = new ArrayList<>(characters("images_background_small1.zip"));
        characters.addAll(characters("images_background_small2.zip"));
        SmallImages images = new SmallImages(SIDE, characters).withTurned();
        List<Run> runs = runs();
        line("the network before it learns", images, runs, 1, 1e-9);
        line("prototypical network", images, runs, steps, 1e-3);
        report.print();
        return 0;
    }

    private void line(String name, SmallImages images, List<Run> runs, int taken, double rate) throws IOException {
        List<Double> errors = new ArrayList<>();
        long begin = System.nanoTime();
        for (long seed : seeds) {
            PrototypicalLearning usual = PrototypicalLearning.oneShot(taken, seed);
            PrototypicalLearning way = new PrototypicalLearning(
                    usual.filters(), usual.ways(), usual.shots(), usual.asked(), taken, rate, seed);
            try (PrototypeNetwork network = way.learn(images)) {
                errors.add(100
                        * runs.stream()
                                .mapToDouble(run -> error(network, run))
                                .average()
                                .orElseThrow());
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        report.add(new MethodLine(
                "L12", "Omniglot, 20-way one-shot", name, "error, %", errors, seconds, taken == 1 ? "" : "below 38.8"));
    }

    private static double error(PrototypeNetwork network, Run run) {
        int[] told = network.classes(run.known(), run.asked());
        int wrong = 0;
        for (int i = 0; i < told.length; i++) {
            wrong += told[i] == run.truth().get(i) ? 0 : 1;
        }
        return (double) wrong / told.length;
    }

    private List<List<float[]>> characters(String name) throws IOException {
        TreeMap<String, List<float[]>> characters = new TreeMap<>();
        try (ZipFile zip =
                new ZipFile(data.resolve("omniglot_small").resolve(name).toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String path = entry.getName();
                if (path.endsWith(".png") && !path.contains("__MACOSX")) {
                    characters
                            .computeIfAbsent(path.substring(0, path.lastIndexOf('/')), missing -> new ArrayList<>())
                            .add(drawing(zip, entry));
                }
            }
        }
        return List.copyOf(characters.values());
    }

    private List<Run> runs() throws IOException {
        List<Run> runs = new ArrayList<>();
        try (ZipFile zip =
                new ZipFile(data.resolve("omniglot_small/all_runs.zip").toFile())) {
            for (int number = 1; number <= RUNS; number++) {
                String folder = "run%02d/".formatted(number);
                List<List<float[]>> known = new ArrayList<>();
                for (int way = 1; way <= RUNS; way++) {
                    String file = folder + "training/class%02d.png".formatted(way);
                    known.add(List.of(drawing(zip, zip.getEntry(file))));
                }
                List<float[]> asked = new ArrayList<>();
                List<Integer> truth = new ArrayList<>();
                for (String line : lines(zip, folder + "class_labels.txt")) {
                    String[] files = line.strip().split("\\s+");
                    asked.add(drawing(zip, zip.getEntry(files[0])));
                    String way = files[1].substring(
                            files[1].length() - "00.png".length(), files[1].length() - ".png".length());
                    truth.add(Integer.parseInt(way) - 1);
                }
                runs.add(new Run(known, asked, truth));
            }
        }
        return runs;
    }

    private static List<String> lines(ZipFile zip, String entry) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(zip.getInputStream(zip.getEntry(entry)), StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.isBlank()).toList();
        }
    }

    /** Ink 1 on paper 0, each pixel the mean of those that it stands for. */
    private static float[] drawing(ZipFile zip, ZipEntry entry) throws IOException {
        BufferedImage image;
        try (InputStream in = zip.getInputStream(entry)) {
            image = ImageIO.read(in);
        }
        float[] sums = new float[SIDE * SIDE];
        int[] counts = new int[SIDE * SIDE];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int at = y * SIDE / image.getHeight() * SIDE + x * SIDE / image.getWidth();
                sums[at] += (image.getRGB(x, y) & 0xFF) < 128 ? 1 : 0;
                counts[at]++;
            }
        }
        for (int at = 0; at < sums.length; at++) {
            sums[at] /= counts[at];
        }
        return sums;
    }
}
