package dev.graft.evaluator.comparison;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.Evaluation;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RuleOutcome;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.Scores;
import dev.graft.evaluator.answering.Datasets;
import dev.graft.evaluator.answering.HeldOut;
import dev.graft.evaluator.answering.LiveModels;
import dev.graft.evaluator.answering.LoadedModels;
import dev.graft.evaluator.answering.ModelAnswers;
import dev.graft.evaluator.answering.UnusableInput;
import dev.graft.evaluator.comparison.Judgement.Judged;
import dev.graft.evaluator.comparison.Judgement.Unusable;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.trace.Spans;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of a run's challenger with what is live at this moment. Every input has a verdict: first model, better,
 * worse, tie, another label set, no test rows, and also a model or a snapshot that is missing or broken, which is a
 * refusal. Only a store that is away, or an engine that fails, gives none and is thrown on.
 *
 * <p>Safe to repeat: it writes one object, whose key is its content.
 */
public final class EvaluateChallenger {
    private static final String USABLE_INPUTS = "usable-inputs";

    private final LiveModels live;
    private final Judge judge;
    private final ObjectStore store;
    private final Clock clock;

    public EvaluateChallenger(
            LiveModels live,
            Datasets datasets,
            LoadedModels models,
            ModelAnswers answers,
            ObjectStore store,
            Clock clock) {
        this.live = live;
        this.judge = new Judge(datasets, models, answers);
        this.store = store;
        this.clock = clock;
    }

    /**
     * Evaluates and stores what was measured.
     *
     * @param attempt 1, and one more each time the champion moved before a verdict could be used
     */
    public Conclusion evaluate(RunCompleted run, int attempt) {
        Optional<ModelVersion> champion = live.champion(run.task());
        Integer version = champion.map(ModelVersion::version).orElse(null);
        Instant begin = clock.instant();
        Judgement judgement = Spans.in("compare models", () -> judge(run, champion));
        double seconds = Duration.between(begin, clock.instant()).toMillis() / 1e3;
        Evaluation evaluation = evaluation(run, attempt, version, judgement);
        Optional<Judged> judged = judgement instanceof Judged found ? Optional.of(found) : Optional.empty();
        Scores challenger =
                judged.map(found -> Reports.scores(found.input().challenger())).orElse(Reports.NO_SCORES);
        Scores before = judged.flatMap(Judged::champion).map(Reports::scores).orElse(null);
        ModelEvaluated verdict = new ModelEvaluated(
                run.task(),
                run.runId(),
                attempt,
                stored(evaluation),
                version,
                evaluation.decision(),
                evaluation.summary(),
                rules(judgement),
                challenger,
                before,
                seconds,
                run,
                judged.map(Judged::moreLabelledRows).orElse(null));
        return new Conclusion(verdict, evaluation);
    }

    private Judgement judge(RunCompleted run, Optional<ModelVersion> champion) {
        try {
            HeldOut rows = judge.rows(run);
            if (champion.isEmpty()) {
                return judge.first(run, rows);
            }
            live.requireTrusted(champion.get());
            return judge.against(champion.get(), run, rows);
        } catch (UnusableInput e) {
            return Unusable.because(e);
        }
    }

    private static Evaluation evaluation(
            RunCompleted run, int attempt, @Nullable Integer champion, Judgement judgement) {
        if (judgement instanceof Judged judged) {
            return new Evaluation(
                    run.task(),
                    run.runId(),
                    attempt,
                    run.snapshotId(),
                    champion,
                    decision(judged),
                    judged.verdict().summary(),
                    judged.policy().metric().id(),
                    Reports.labels(judged.input().challenger()),
                    Reports.slices(judged),
                    Findings.forgetting(judged),
                    Findings.robustness(judged),
                    Findings.costs(judged));
        }
        Unusable unusable = (Unusable) judgement;
        return new Evaluation(
                run.task(),
                run.runId(),
                attempt,
                run.snapshotId(),
                champion,
                ModelEvaluated.Decision.REFUSE,
                "Refused: " + unusable.sentence(),
                unusable.metric(),
                List.of(),
                List.of(),
                null,
                List.of(),
                null);
    }

    private static ModelEvaluated.Decision decision(Judged judged) {
        return switch (judged.verdict().decision()) {
            case PROMOTED -> ModelEvaluated.Decision.PROMOTE;
            case REFUSED -> ModelEvaluated.Decision.REFUSE;
            case INCONCLUSIVE -> ModelEvaluated.Decision.INCONCLUSIVE;
        };
    }

    private static List<RuleOutcome> rules(Judgement judgement) {
        if (judgement instanceof Judged judged) {
            return judged.verdict().outcomes().stream().map(Reports::rule).toList();
        }
        return List.of(new RuleOutcome(
                USABLE_INPUTS, false, ((Unusable) judgement).sentence(), null, null, RuleOutcome.Severity.REQUIRED));
    }

    private ObjectRef stored(Evaluation evaluation) {
        byte[] content = Json.bytes(evaluation);
        String key = StoreLayout.evaluationDocument(evaluation.runId(), evaluation.attempt(), Hashes.sha256(content));
        return store.put(key, content, "application/json");
    }
}
