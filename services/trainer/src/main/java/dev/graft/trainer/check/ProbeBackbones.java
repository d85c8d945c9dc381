package dev.graft.trainer.check;

import dev.graft.learning.check.BackboneCheck;
import dev.graft.learning.check.BackboneRanking;
import dev.graft.learning.check.Candidate;
import dev.graft.learning.check.CheckSettings;
import dev.graft.learning.check.UntrainedFeatures;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.train.LabelledText;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The probing of backbones on a run's own training rows, within bounds. Which of several does best is a function of
 * rows, labels and seed alone: there, nothing is remembered and no clock is looked at.
 */
public final class ProbeBackbones {
    private static final int FOLDS = 5;
    private static final long MOST_VALUES = 4_000_000;
    private static final double COST = 16;
    private static final String UNTRAINED = "untrained features of its words";
    private static final int UNTRAINED_WIDTH = 512;

    private final FrozenFeatures features;
    private final CheckBounds bounds;
    private final Clock clock;
    private final FeatureMemory memory;

    public ProbeBackbones(FrozenFeatures features, CheckBounds bounds, Clock clock) {
        this.features = features;
        this.bounds = bounds;
        this.clock = clock;
        this.memory = new FeatureMemory(bounds.memoryFloats());
    }

    /**
     * Probes candidates beside features that no training made.
     *
     * @param candidates names with the tokens that a run would read of a text, at least one
     * @param rows for training, each with a single label
     * @throws CheckStopped when the run may not go on
     */
    public Probe probe(
            SortedMap<String, Integer> candidates,
            List<LabelledText> rows,
            List<String> labels,
            long seed,
            CheckWatch watch) {
        if (!bounds.enabled()) {
            return new Probe.Skipped("this trainer's check is switched off");
        }
        Optional<String> tooFew = CheckRows.tooFew(rows, bounds);
        if (tooFew.isPresent()) {
            return new Probe.Skipped(tooFew.get());
        }
        List<LabelledText> chosen = CheckRows.choose(rows, bounds.mostRows());
        boolean choice = candidates.size() > 1;
        CheckPace pace = new CheckPace(watch, clock, chosen.size() * candidates.size(), choice ? null : bounds.time());
        try {
            BackboneRanking ranking = rank(candidates, chosen, labels, seed, pace, choice);
            return new Probe.Done(ranking, rows.size(), pace.seconds());
        } catch (CheckPace.OutOfTime e) {
            return new Probe.Skipped(
                    "the check took longer than " + bounds.time().toMillis() / 1000.0 + " s");
        } catch (FeaturesFailed e) {
            return new Probe.Skipped("the features cannot be computed: " + e.getMessage());
        }
    }

    private BackboneRanking rank(
            SortedMap<String, Integer> candidates,
            List<LabelledText> rows,
            List<String> labels,
            long seed,
            CheckPace pace,
            boolean choice) {
        List<TextInput> texts = rows.stream().map(LabelledText::input).toList();
        FeatureMemory remembered = choice ? new FeatureMemory(0) : memory;
        List<Candidate> all = candidates.entrySet().stream()
                .map(each -> Candidate.of(
                        each.getKey(),
                        new RowFeatures(
                                each.getKey(),
                                Math.min(each.getValue(), bounds.mostTokens()),
                                texts,
                                features,
                                remembered,
                                pace)))
                .toList();
        List<String> words = texts.stream()
                .map(text -> text.pair() == null ? text.text() : text.text() + " " + text.pair())
                .toList();
        CheckSettings settings = new CheckSettings(FOLDS, Math.max(10, rows.size()), MOST_VALUES, COST, seed);
        return new BackboneCheck(settings)
                .run(
                        all,
                        Candidate.of(UNTRAINED, UntrainedFeatures.ofTexts(words, UNTRAINED_WIDTH, seed)),
                        rows.stream()
                                .mapToInt(row -> labels.indexOf(row.label()))
                                .toArray(),
                        labels,
                        name -> pace.requireGoing());
    }
}
