package dev.graft.learning.tabular;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of change to rows of numbers. What a kind does never changes: a better one gets the next version, so that a model
 * is served with the very step that its rows went through.
 */
public enum StepKind {
    /** A missing value becomes the median of its column; 0 where no training row has one. */
    MISSING_MEDIAN("missing-median@1", List.of(), MissingValues::median, Fill::from),

    /** A missing value becomes the mean of its column; 0 where no training row has one. */
    MISSING_MEAN("missing-mean@1", List.of(), MissingValues::mean, Fill::from),

    /** A value farther from its column's median than some robust deviations becomes the nearest that is not. */
    OUTLIERS_CLIP(
            "outliers-clip@1", List.of(StepParameter.number("deviations", "5", 0.5, 1000)), Outliers::fit, Clip::from),

    /** Each column gets mean 0 and variance 1 over all training rows. */
    STANDARDISE("standardise@1", List.of(), Standardising::overall, Scale::from),

    /** Each column gets mean 0 and variance 1 within each domain; other domains are scaled as all rows together. */
    STANDARDISE_PER_DOMAIN("standardise-per-domain@1", List.of(), Standardising::perDomain, Scale::from),

    /** Columns stay whose variance is above a threshold. */
    SELECT_VARIANCE(
            "select-variance@1",
            List.of(StepParameter.number("threshold", "0", 0, Double.MAX_VALUE)),
            Selection::byVariance,
            Keep::from),

    /** Those columns stay whose values tell most of the label. */
    SELECT_MUTUAL_INFORMATION(
            "select-mutual-information@1",
            List.of(
                    StepParameter.count("keep", "100", 1, TabularColumns.MOST),
                    StepParameter.count("bins", "10", 2, 100)),
            Selection::byMutualInformation,
            Keep::from),

    /** The columns' covariance within each domain becomes that of a target domain, or of all rows together. */
    CORAL(
            "coral@1",
            List.of(StepParameter.text("target"), StepParameter.number("regularisation", "1", 1e-6, 1e6)),
            Coral::fit,
            Align::from),

    /** Rows become their coordinates on the directions of most variance. */
    PCA(
            "pca@1",
            List.of(
                    StepParameter.count("components", null, 1, TabularColumns.MOST),
                    StepParameter.number("variance", null, 1e-3, 1)),
            PrincipalComponents::fit,
            Project::from);

    private final String id;
    private final List<StepParameter> parameters;
    private final BiFunction<FitTable, FeatureStep, FittedStep> fit;
    private final Function<JsonNode, Transformation> read;

    StepKind(
            String id,
            List<StepParameter> parameters,
            BiFunction<FitTable, FeatureStep, FittedStep> fit,
            Function<JsonNode, Transformation> read) {
        this.id = id;
        this.parameters = parameters;
        this.fit = fit;
        this.read = read;
    }

    /** Name and version, as in {@code pca@1}: how declarations, reports and models spell it. */
    public String id() {
        return id;
    }

    /** The kind that an id names. */
    public static Optional<StepKind> named(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }

    List<StepParameter> parameters() {
        return parameters;
    }

    FittedStep fit(FitTable rows, FeatureStep step) {
        return fit.apply(rows, step);
    }

    Transformation read(JsonNode json) {
        return read.apply(json);
    }

    boolean fillsMissing() {
        return this == MISSING_MEDIAN || this == MISSING_MEAN;
    }
}
