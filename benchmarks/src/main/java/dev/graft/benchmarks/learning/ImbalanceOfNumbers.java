package dev.graft.benchmarks.learning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Whether a head on rows of numbers gains by class weights or sampling, as one on features of texts does: mammography and
 * German credit, with rows left out until the rare label is as rare as is asked for.
 */
@Command(
        name = "imbalance-numbers",
        description = "A head on rows of numbers with a rare label: plain, weighed, sampled.",
        mixinStandardHelpOptions = true)
final class ImbalanceOfNumbers implements Callable<Integer> {

    @Option(names = "--draws", defaultValue = "10", description = "Seeds 1, 2 and so on. Default: ${DEFAULT-VALUE}")
    private int draws;

    @Option(
            names = "--mammography-ratios",
            split = ",",
            defaultValue = "10,20,42",
            description = "Healthy rows for a positive one; 42: nearly all there are. Default: ${DEFAULT-VALUE}")
    private List<Integer> mammographyRatios = List.of();

    @Option(
            names = "--german-ratios",
            split = ",",
            defaultValue = "10,20",
            description = "Good credits for a bad one. Default: ${DEFAULT-VALUE}")
    private List<Integer> germanRatios = List.of();

    @Option(
            names = "--data",
            defaultValue = "../shared/data",
            description = "Folder of all data sets. Default: ${DEFAULT-VALUE}")
    private Path data = Path.of("");

    @Override
    public Integer call() throws IOException {
        UnevenNumbers mammography = UnevenNumbers.read(data.resolve("imbalance/mammography.csv"), "'1'");
        UnevenNumbers german = UnevenNumbers.read(data.resolve("imbalance/german.csv"), "2");
        List<Long> seeds = LongStream.rangeClosed(1, draws).boxed().toList();
        List<UnevenHeads> all = new ArrayList<>();
        all.addAll(UnevenHeads.of("mammography", mammography::draw, mammographyRatios, seeds));
        all.addAll(UnevenHeads.of("german credit", german::draw, germanRatios, seeds));
        UnevenHeads.show("learning-imbalance-numbers", all);
        return 0;
    }
}
