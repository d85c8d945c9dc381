package dev.graft.dataprep.task;

import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.dataprep.mapping.RowMapping;
import java.text.Normalizer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a declaration must satisfy beyond its schema. Each rule names the field and the remedy. */
public final class DeclarationRules {
    private static final List<String> KINDS_FOR_NUMBERS = List.of(Strategy.KIND_AUTO, Strategy.KIND_LINEAR_PROBE);

    private final Set<String> backbones;
    private final Predicate<String> stored;
    private final Function<Task, Optional<String>> faultOfGoldenSet;

    /**
     * @param backbones names of the backbones that the trainers carry
     * @param stored whether the object store holds a backbone of a name
     * @param faultOfGoldenSet why a task's golden set is of no use, with the field's name; empty: it is fine, or there is none
     */
    public DeclarationRules(
            Set<String> backbones, Predicate<String> stored, Function<Task, Optional<String>> faultOfGoldenSet) {
        this.backbones = new TreeSet<>(backbones);
        this.stored = stored;
        this.faultOfGoldenSet = faultOfGoldenSet;
    }

    /** A rule of declarations: the fault, or empty. */
    @FunctionalInterface
    private interface Rule {
        Optional<String> broken(Task task, Instant now);
    }

    /** The faults of a declaration, in a sentence each; none when it may be declared. */
    public List<String> broken(Task task, Instant now) {
        List<Rule> rules = List.of(
                this::unknownBackbone,
                this::unknownFusedBackbone,
                this::fusionOfNothing,
                this::fusionWithAnOpenBackbone,
                this::unreadableSchedule,
                this::backboneOfImagesLeftOut,
                this::textsAmongImages,
                this::featuresOfNoNumbers,
                this::unusableFeatures,
                this::methodThatReadsNoNumbers,
                this::repeatedLabel,
                (wish, time) -> SizeRules.broken(wish),
                this::unreadableDataSource,
                this::unknownLabelOfADataSource,
                DeclarationRules::contradictoryGate,
                (wish, time) -> faultOfGoldenSet.apply(wish));
        return rules.stream().flatMap(rule -> rule.broken(task, now).stream()).toList();
    }

    private static Optional<String> contradictoryGate(Task task, Instant now) {
        Double gain = task.gate().minimumGain();
        return task.gate().nonInferiorityMargin() != null && gain != null && gain > 0
                ? Optional.of(
                        "gate: a nonInferiorityMargin takes a challenger that is not worse, a minimumGain only one"
                                + " that is better; leave one of them out")
                : Optional.empty();
    }

    private Optional<String> unknownBackbone(Task task, Instant now) {
        if (task.ofNumbers()) {
            return task.backbone().equals(Task.FITTED_FEATURES)
                    ? Optional.empty()
                    : Optional.of("backbone: a task of numbers has none; leave it out");
        }
        return task.backbone().equals(Task.AUTO_BACKBONE) || isKnown(task.backbone())
                ? Optional.empty()
                : Optional.of("backbone: '" + task.backbone() + "' is not known; use one of " + backbones + ", '"
                        + Task.AUTO_BACKBONE
                        + "' for the one of them that suits the rows, one that you put into the object"
                        + " store (graft backbone), or leave it out for " + Task.DEFAULT_BACKBONE);
    }

    private Optional<String> unknownFusedBackbone(Task task, Instant now) {
        Set<String> unknown = new TreeSet<>(fused(task));
        unknown.removeIf(this::isKnown);
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("strategy.backbones: " + unknown + " are not known; use some of " + backbones
                        + " or of those that you put into the object store (graft backbone)");
    }

    private boolean isKnown(String backbone) {
        return backbones.contains(backbone) || stored.test(backbone);
    }

    private Optional<String> fusionOfNothing(Task task, Instant now) {
        if (task.strategy().kind().equals(Strategy.KIND_FUSION)) {
            if (fused(task).isEmpty()) {
                return Optional.of("strategy.backbones: fusion needs at least one backbone beside " + task.backbone()
                        + "; name it, or choose another kind");
            }
            return fused(task).contains(task.backbone())
                    ? Optional.of("strategy.backbones: " + task.backbone()
                            + " is the task's own backbone already; name others")
                    : Optional.empty();
        }
        return fused(task).isEmpty()
                ? Optional.empty()
                : Optional.of("strategy.backbones: only the kind fusion has several; choose it, or leave them out");
    }

    private Optional<String> fusionWithAnOpenBackbone(Task task, Instant now) {
        return task.backbone().equals(Task.AUTO_BACKBONE)
                        && task.strategy().kind().equals(Strategy.KIND_FUSION)
                ? Optional.of("backbone: a fusion needs a task that names its backbone; name one of " + backbones)
                : Optional.empty();
    }

    private static List<String> fused(Task task) {
        return Objects.requireNonNullElse(task.strategy().backbones(), List.of());
    }

    private Optional<String> unreadableSchedule(Task task, Instant now) {
        String schedule = task.trigger().schedule();
        if (schedule == null) {
            return Optional.empty();
        }
        String remedy = "; give minute, hour, day of month, month and day of week in UTC, as in '30 2 * * *' for 02:30"
                + " every night";
        try {
            return Schedule.parse(schedule).nextAfter(now).isPresent()
                    ? Optional.empty()
                    : Optional.of("trigger.schedule: '" + schedule + "' names a time that never comes" + remedy);
        } catch (IllegalArgumentException e) {
            return Optional.of("trigger.schedule: '" + schedule + "' is no cron expression of five fields ("
                    + e.getMessage() + ")" + remedy);
        }
    }

    private Optional<String> backboneOfImagesLeftOut(Task task, Instant now) {
        return task.ofImages()
                        && (backbones.contains(task.backbone())
                                || task.backbone().equals(Task.AUTO_BACKBONE))
                ? Optional.of("backbone: '" + task.backbone() + "' reads texts; name a network for images that you put"
                        + " into the object store (graft backbone)")
                : Optional.empty();
    }

    private Optional<String> textsAmongImages(Task task, Instant now) {
        if (!task.ofImages()) {
            return Optional.empty();
        }
        return faultOfASource(
                task,
                source -> source.equals(new DataSource(null, source.label(), source.labels(), null, null, null)
                                .under(source.licence()))
                        ? Optional.empty()
                        : Optional.of("labels: of a task of images a data source has nothing else; leave text, terms,"
                                + " units and group out; groups stand in the column group of a manifest or of rows"));
    }

    private Optional<String> featuresOfNoNumbers(Task task, Instant now) {
        if (task.ofNumbers()) {
            return Optional.empty();
        }
        return task.features() != null
                ? Optional.of("features: only a task of the modality tabular has them; say so, or leave them out")
                : faultOfASource(
                        task,
                        source -> source.columns() == null || source.columns().isEmpty()
                                ? Optional.empty()
                                : Optional.of("columns: only a task of the modality tabular has any; leave them out"));
    }

    private Optional<String> unusableFeatures(Task task, Instant now) {
        try {
            if (task.features() != null) {
                NumberRules.check(task.features());
            }
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of("features." + e.getMessage());
        }
    }

    private Optional<String> methodThatReadsNoNumbers(Task task, Instant now) {
        return task.ofNumbers() && !KINDS_FOR_NUMBERS.contains(task.strategy().kind())
                ? Optional.of("strategy.kind: numbers are learnt from by one of " + KINDS_FOR_NUMBERS + ", not "
                        + task.strategy().kind())
                : Optional.empty();
    }

    private Optional<String> repeatedLabel(Task task, Instant now) {
        Map<String, String> seen = new HashMap<>();
        for (String label : task.labels()) {
            String same = seen.putIfAbsent(Normalizer.normalize(label.strip(), Normalizer.Form.NFC), label);
            if (same != null) {
                return Optional.of("labels: '" + label + "' and '" + same
                        + "' are the same label apart from white space or the way of writing accents; keep one");
            }
        }
        return Optional.empty();
    }

    private Optional<String> unreadableDataSource(Task task, Instant now) {
        return faultOfASource(task, source -> {
            try {
                if (task.features() == null) {
                    RowMapping.of(source, task.ofPairs());
                } else {
                    NumberRules.check(source, task.features());
                }
                return Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        });
    }

    private Optional<String> unknownLabelOfADataSource(Task task, Instant now) {
        Set<String> known = Set.copyOf(task.labels());
        return faultOfASource(task, source -> {
            Set<String> unknown =
                    new TreeSet<>(Objects.requireNonNull(source.labels()).values());
            unknown.removeAll(known);
            return unknown.isEmpty()
                    ? Optional.empty()
                    : Optional.of("labels: the task has no labels " + unknown
                            + "; map the source's words to labels of the task");
        });
    }

    /** The fault of the first data source that has one, in the order of their names. */
    private static Optional<String> faultOfASource(Task task, Function<DataSource, Optional<String>> fault) {
        return task.dataSources().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(source -> fault.apply(source.getValue()).stream()
                        .map(sentence -> "dataSources." + source.getKey() + "." + sentence))
                .findFirst();
    }
}
