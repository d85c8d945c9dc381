package dev.graft.learning.tabular;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recipe as some training rows have it: the same rows become the same features wherever it is applied. Immutable,
 * thread-safe.
 */
public final class FittedFeatures {

    /** The name of its file in snapshots and model folders. */
    public static final String FILE = "features.json";

    /** The most bytes of that file. */
    public static final long MOST_BYTES = 256L << 20;

    /** The most numbers that fitted steps hold together, 128 MB of doubles and about 171 MB of JSON. */
    static final long MOST_NUMBERS = 16_000_000 + 1_000_000;

    private final TabularColumns columns;
    private final int fittedOn;
    private final List<FittedStep> steps;
    private final List<String> names;

    /** @throws IllegalArgumentException where the steps do not fit the columns or each other */
    FittedFeatures(TabularColumns columns, int fittedOn, List<FittedStep> steps) {
        this.columns = columns;
        this.fittedOn = fittedOn;
        this.steps = List.copyOf(steps);
        requireRoom(steps);
        List<String> after = columns.featureNames();
        for (FittedStep each : steps) {
            if (each.change().inputs() != after.size()) {
                throw new IllegalArgumentException(each.step() + " was fitted on "
                        + each.change().inputs() + " columns, the step before it gives " + after.size());
            }
            after = each.change().names(after);
        }
        this.names = List.copyOf(after);
    }

    static void requireRoom(List<FittedStep> steps) {
        long numbers = steps.stream().mapToLong(each -> each.change().size()).sum();
        if (numbers > MOST_NUMBERS) {
            throw new IllegalArgumentException("the fitted steps hold " + numbers + " numbers, more than "
                    + MOST_NUMBERS + "; remedy: select fewer columns before coral@1 or pca@1");
        }
    }

    /** The columns that it reads. */
    public TabularColumns columns() {
        return columns;
    }

    /** The recipe that was fitted. */
    public FeatureRecipe recipe() {
        return new FeatureRecipe(steps.stream().map(FittedStep::step).toList());
    }

    /** Training rows that it was fitted on. */
    public int fittedOn() {
        return fittedOn;
    }

    /** The names of the features, in their order. */
    public List<String> names() {
        return names;
    }

    /** Whether a row may miss values, which the first step fills. Words may be missing in any case. */
    public boolean fillsMissing() {
        return !steps.isEmpty() && steps.get(0).step().kind().fillsMissing();
    }

    /** The number of features. */
    public int size() {
        return names.size();
    }

    /** What each step did to the training rows, in the steps' order. */
    public List<StepEffect> report() {
        return steps.stream().map(FittedStep::effect).toList();
    }

    /**
     * The features of a row.
     *
     * @param values one a column, NaN where it is missing, of words their place
     * @param domain of the row; null, or one that no training row had, is standardised by the
     *     moments of all rows and not aligned
     * @throws IllegalArgumentException where the number of values is another, one is infinite, or one is missing and no
     *     step fills it
     */
    public float[] apply(double[] values, @Nullable String domain) {
        double[] row = checked(columns, values, fillsMissing());
        for (FittedStep each : steps) {
            row = each.change().apply(row, domain);
        }
        float[] features = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            features[i] = finite(row[i], i);
        }
        return features;
    }

    /** The features of a row. */
    public float[] apply(TabularRow row) {
        return apply(row.values(), row.domain());
    }

    private float finite(double value, int feature) {
        float narrow = (float) value;
        if (!Float.isFinite(narrow)) {
            throw new IllegalArgumentException("feature '" + names.get(feature) + "' becomes " + value
                    + ", which is no finite float32; remedy: outliers-clip@1 or a range for its column");
        }
        return narrow;
    }

    static double[] checked(TabularColumns columns, double[] values, boolean mayMiss) {
        columns.requireWidth(values);
        double[] features = columns.spread(values);
        for (int i = 0; i < features.length; i++) {
            if (Double.isInfinite(features[i])) {
                throw new IllegalArgumentException(
                        "column '" + columns.featureNames().get(i) + "' has an infinite value");
            }
            if (Double.isNaN(features[i]) && !mayMiss) {
                throw new IllegalArgumentException("column '"
                        + columns.featureNames().get(i)
                        + "' misses a value; remedy: missing-median@1 as the first step");
            }
        }
        return features;
    }

    List<FittedStep> steps() {
        return steps;
    }

    /** The content of {@value #FILE}; the same value gives the same bytes, and {@link #of} the same value, each bit of it. */
    public byte[] toJson() {
        return FeaturesJson.write(this);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IllegalArgumentException on anything else, with what is wrong
     */
    public static FittedFeatures of(byte[] json) {
        if (json.length > MOST_BYTES) {
            throw new IllegalArgumentException(FILE + " has " + json.length + " bytes, more than " + MOST_BYTES);
        }
        return FeaturesJson.read(json);
    }

    /** Reads a file that {@link #write} made; {@link IOException} where it is missing, too large or broken. */
    public static FittedFeatures read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " has " + Files.size(file) + " bytes, more than " + MOST_BYTES);
        }
        try {
            return of(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** Writes {@link #toJson} to a file, in place of one that is there. */
    public void write(Path file) throws IOException {
        Files.write(file, toJson());
    }

    /** The SHA-256 of {@link #toJson}, in lower-case hexadecimal digits: what a snapshot and a model name it by. */
    public String sha256() {
        return sha256(toJson());
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FittedFeatures that && Arrays.equals(toJson(), that.toJson());
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return columns.size() + " columns to " + size() + " features by " + recipe();
    }
}
