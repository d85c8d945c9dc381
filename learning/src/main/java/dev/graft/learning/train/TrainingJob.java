package dev.graft.learning.train;

import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.strategy.TransferStrategy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that a run needs.
 *
 * @param start the weights it begins with
 * @param data the rows
 * @param strategy what learns, how fast, how long
 * @param seed of every random choice
 * @param device where it computes
 * @param output folder that receives the model in Hugging Face layout
 * @param card of that model; the run adds its metrics and its strategy
 * @param clock for rates and the time left; no result depends on it
 * @param cache room for the output of the frozen layers
 */
public record TrainingJob(
        StartingPoint start,
        TrainingData data,
        TransferStrategy strategy,
        long seed,
        DeviceChoice device,
        Path output,
        ModelCard card,
        Clock clock,
        ActivationCache cache) {

    /** The usual bound of a cache in memory. */
    public static final long DEFAULT_CACHE_BYTES = ActivationCache.DEFAULT.memoryBytes();

    /** A job that caches in memory alone, up to {@code cacheBytes}. */
    public TrainingJob(
            StartingPoint start,
            TrainingData data,
            TransferStrategy strategy,
            long seed,
            DeviceChoice device,
            Path output,
            ModelCard card,
            Clock clock,
            long cacheBytes) {
        this(start, data, strategy, seed, device, output, card, clock, ActivationCache.inMemory(cacheBytes));
    }

    /**
     * A job with the usual choices: the best device that there is, seed 42, a card named after the folder.
     *
     * @param output folder that receives the model
     */
    public static TrainingJob of(StartingPoint start, TrainingData data, TransferStrategy strategy, Path output) {
        String name = String.valueOf(output.toAbsolutePath().getFileName());
        String size = data.train().size() + " training rows";
        ModelCard card = new ModelCard(
                name,
                baseModels(start),
                BackboneFiles.licence(start.bareBackbones()),
                size,
                new TreeMap<>(),
                List.of());
        return new TrainingJob(
                start, data, strategy, 42, DeviceChoice.AUTO, output, card, Clock.systemUTC(), ActivationCache.DEFAULT);
    }

    private static List<String> baseModels(StartingPoint start) {
        List<BackboneFiles> bare = start.bareBackbones();
        return bare.isEmpty()
                ? List.of("an earlier model")
                : bare.stream().map(BackboneFiles::origin).toList();
    }

    /** The same job with labelled rows alone. */
    TrainingJob withoutUnlabelled() {
        return data.unlabelled().isEmpty()
                ? this
                : new TrainingJob(
                        start, data.withUnlabelled(List.of()), strategy, seed, device, output, card, clock, cache);
    }

    /** What does not depend on texts. */
    RunSettings settings() {
        return new RunSettings(strategy, seed, device, output, clock, cache);
    }

    /** SHA-256 of what a checkpoint must agree with: strategy, seed, labels and rows. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Stream<String> rows = Stream.of(data.train(), data.validation(), data.earlier())
                    .filter(split -> !split.isEmpty())
                    .flatMap(split -> Stream.concat(
                            Stream.of(Integer.toString(split.size())),
                            split.stream()
                                    .flatMap(row -> Stream.of(
                                            row.input().text(),
                                            "" + row.input().pair(),
                                            row.target().toString()))));
            Stream<String> unlabelled =
                    data.unlabelled().stream().flatMap(text -> Stream.of(text.text(), "" + text.pair()));
            Stream<String> head = Stream.of(strategy.toJson(), Long.toString(seed), "" + data.labels());
            Stream.of(head, rows, unlabelled).flatMap(parts -> parts).forEach(text -> {
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
