package dev.graft.contracts.task;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be learnt, as its owner declares it.
 *
 * @param name {@code [a-z0-9][a-z0-9-]{0,62}}; the key of every event and the name of the model
 * @param version 1, 2, …; counted by the mesh, absent in a declaration
 * @param modality what a row holds: {@value #TEXT}, {@value #TEXT_PAIR} (two texts whose relation is the label), {@value
 *     #IMAGE} or {@value #TABULAR}; the same in every version
 * @param labels the classes, 2 to 1,000 distinct names, in the order of the model's outputs
 * @param backbone the pre-trained encoder's name, one that the trainer carries or one in the object store, or
 *     {@value #AUTO_BACKBONE}: the trainer chooses among those that it carries the one that suits the rows. Of rows of
 *     numbers {@value #FITTED_FEATURES}
 * @param strategy how to learn; {@code auto} where absent
 * @param gate by which rules a challenger becomes champion
 * @param trigger when new rows are worth a run
 * @param split which share of the rows is held out
 * @param preparation what is done to rows before they are learnt from
 * @param dataSources by name, how files of different columns become rows of this task; at most {@value
 *     #MAX_DATA_SOURCES}
 * @param goldenSet rows that models are judged by and that no batch may hold; null: there are none
 * @param features what a row of numbers holds and what is done to it; null: rows hold something else
 * @param dataLicence of all rows whose data source states none, such as an SPDX expression or a contract's name; null:
 *     none is stated
 */
public record Task(
        String name,
        @Nullable Integer version,
        @Nullable String description,
        String modality,
        List<String> labels,
        String backbone,
        Strategy strategy,
        Gate gate,
        Trigger trigger,
        Split split,
        Preparation preparation,
        Map<String, DataSource> dataSources,
        @Nullable GoldenSet goldenSet,
        @Nullable Features features,
        @Nullable String dataLicence) {

    public static final int MAX_DATA_SOURCES = 100;

    public static final String DEFAULT_BACKBONE = "all-minilm-l6-v2";

    /** In the place of a backbone's name: the trainer probes those that it carries and takes the best. */
    public static final String AUTO_BACKBONE = "auto";

    public static final String TEXT = "text";
    public static final String TEXT_PAIR = "text-pair";
    public static final String IMAGE = "image";
    public static final String TABULAR = "tabular";

    /** What stands for the backbone of a task with rows of numbers: the steps as its snapshot has them fitted. */
    public static final String FITTED_FEATURES = "fitted-features";

    /** Fills what a declaration leaves out with the documented defaults. */
    @SuppressWarnings("ConstantValue")
    public Task {
        modality = orElse(modality, TEXT);
        labels = List.copyOf(labels);
        boolean numbers = modality.equals(TABULAR);
        backbone = orElse(backbone, numbers ? FITTED_FEATURES : DEFAULT_BACKBONE);
        strategy = orElse(strategy, Strategy.AUTO);
        gate = orElse(gate, Gate.DEFAULT);
        trigger = orElse(trigger, Trigger.AT_ONCE);
        split = orElse(split, Split.DEFAULT);
        preparation = orElse(preparation, Preparation.DEFAULT);
        dataSources = dataSources == null ? Map.of() : Map.copyOf(dataSources);
        features = numbers && features == null ? Features.INFERRED : features;
    }

    /** A task of texts or images without a golden set. */
    public Task(
            String name,
            @Nullable Integer version,
            @Nullable String description,
            String modality,
            List<String> labels,
            String backbone,
            Strategy strategy,
            Gate gate,
            Trigger trigger,
            Split split,
            Preparation preparation,
            Map<String, DataSource> dataSources) {
        this(
                name,
                version,
                description,
                modality,
                labels,
                backbone,
                strategy,
                gate,
                trigger,
                split,
                preparation,
                dataSources,
                null,
                null,
                null);
    }

    /** A task whose rows are prepared by default and come in its own columns. */
    @SuppressWarnings("NullAway")
    public Task(
            String name,
            @Nullable Integer version,
            @Nullable String description,
            String modality,
            List<String> labels,
            String backbone,
            Strategy strategy,
            Gate gate,
            Trigger trigger,
            Split split) {
        this(name, version, description, modality, labels, backbone, strategy, gate, trigger, split, null, null);
    }

    /** Whether a row holds a text or two. */
    public boolean ofTexts() {
        return modality.equals(TEXT) || ofPairs();
    }

    /** Whether a row holds two texts. */
    public boolean ofPairs() {
        return modality.equals(TEXT_PAIR);
    }

    /** Whether a row holds an image. */
    public boolean ofImages() {
        return modality.equals(IMAGE);
    }

    /** Whether a row holds numbers. */
    public boolean ofNumbers() {
        return modality.equals(TABULAR);
    }

    public Task withVersion(int number) {
        return numbered(number, features);
    }

    /** A declaration with these features, without a version. */
    public Task withFeatures(Features other) {
        return numbered(null, other);
    }

    private Task numbered(@Nullable Integer number, @Nullable Features all) {
        return new Task(
                name,
                number,
                description,
                modality,
                labels,
                backbone,
                strategy,
                gate,
                trigger,
                split,
                preparation,
                dataSources,
                goldenSet,
                all,
                dataLicence);
    }

    /**
     * The declared version.
     *
     * @throws IllegalStateException on a declaration that the mesh has not numbered yet
     */
    public int requireVersion() {
        if (version == null) {
            throw new IllegalStateException("task " + name + " has not been declared yet");
        }
        return version;
    }

    private static <T> T orElse(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }
}
