package dev.graft.predictor;

import dev.graft.learning.device.DeviceChoice;
import dev.graft.platform.event.Events;
import dev.graft.platform.event.Outbox;
import dev.graft.platform.model.Champions;
import dev.graft.platform.model.ModelFolders;
import dev.graft.platform.signing.SignedVersions;
import dev.graft.platform.signing.SigningConfig;
import dev.graft.platform.store.ObjectStore;
import dev.graft.predictor.PredictorConfig.CanaryConfig;
import dev.graft.predictor.serving.AnswerRequest;
import dev.graft.predictor.serving.BatchLimits;
import dev.graft.predictor.serving.CanaryPlan;
import dev.graft.predictor.serving.MemoryBudget;
import dev.graft.predictor.serving.ModelSource;
import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.SwapChampion;
import dev.graft.predictor.serving.drift.WatchDrift;
import dev.graft.predictor.serving.drift.messaging.DriftConfig;
import dev.graft.predictor.serving.drift.statistics.TwoSampleTests;
import dev.graft.predictor.serving.drift.storage.SnapshotRows;
import dev.graft.predictor.serving.metrics.SwapTimes;
import dev.graft.predictor.serving.scoring.ChampionPatience;
import dev.graft.predictor.serving.scoring.ScoreRequests;
import dev.graft.predictor.serving.scoring.ServedChampions;
import dev.graft.predictor.serving.scoring.messaging.ScoringConfig;
import dev.graft.predictor.serving.storage.StoredModels;
import dev.graft.predictor.serving.storage.TextLoading;
import dev.graft.predictor.serving.watch.Aside;
import dev.graft.predictor.serving.watch.LabellingDesk;
import dev.graft.predictor.serving.watch.LabellingPlan;
import dev.graft.predictor.serving.watch.LiveEvents;
import dev.graft.predictor.serving.watch.WatchAnswers;
import dev.graft.predictor.serving.watch.messaging.CanaryEvents;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Random;

/** Puts the use cases together with their adapters. */
@ApplicationScoped
public class Wiring {
    @Produces
    @Singleton
    ServedModels servedModels(CanaryEvents trials) {
        return new ServedModels(trials);
    }

    void retire(@Disposes ServedModels served) {
        served.retireAll();
    }

    @Produces
    @Singleton
    ModelSource modelSource(
            ObjectStore store,
            Champions champions,
            ModelFolders folders,
            PredictorConfig config,
            SigningConfig signing) {
        SignedVersions signed = SignedVersions.configured(store, signing);
        return new StoredModels(
                store,
                champions,
                signed,
                folders,
                new TextLoading(config.textRuntime(), config.textPrecision(), DeviceChoice.parse(config.device())),
                DeviceChoice.parse(config.device()));
    }

    @Produces
    @Singleton
    SwapChampion swapChampion(
            ModelSource source, ServedModels served, PredictorConfig config, Clock clock, SwapTimes times) {
        CanaryConfig canary = config.canary();
        CanaryPlan plan = new CanaryPlan(
                canary.share(), canary.inputs(), canary.patience(), canary.mostFailures(), canary.mostSlowdown());
        MemoryBudget memory =
                new MemoryBudget(served, config.memory().asBigInteger().longValueExact());
        return new SwapChampion(source, served, memory, plan, clock, times);
    }

    @Produces
    @Singleton
    Aside aside() {
        return new Aside("graft-beside-answers");
    }

    void close(@Disposes Aside aside) {
        aside.close();
    }

    @Produces
    @Singleton
    WatchAnswers watchAnswers(
            ServedModels served, Aside aside, LiveEvents events, PredictorConfig config, Clock clock) {
        LabellingPlan plan =
                new LabellingPlan(config.labelling().below(), config.labelling().perHour());
        LabellingDesk desk = new LabellingDesk(plan, events, clock);
        return new WatchAnswers(served, aside, desk, events, config.shadow().eventsPerHour(), clock);
    }

    @Produces
    @Singleton
    WatchDrift watchDrift(
            ServedModels served, ObjectStore store, Outbox outbox, Events events, DriftConfig config, Clock clock) {
        return new WatchDrift(
                served,
                new SnapshotRows(store),
                new TwoSampleTests(config.level()),
                drifted -> outbox.publish(
                        events.onRequest(drifted.task() + "/" + drifted.version() + "/" + clock.instant(), drifted)),
                clock,
                new Random());
    }

    @Produces
    @Singleton
    AnswerRequest answerRequest(
            ServedModels served,
            SwapChampion swap,
            WatchAnswers watch,
            WatchDrift drift,
            PredictorConfig config,
            MeterRegistry meters) {
        BatchLimits limits =
                new BatchLimits(config.concurrency(), config.patience(), config.batchInputs(), config.batchDelay());
        DistributionSummary sizes = meters.summary("graft.predictor.batch.inputs");
        AnswerRequest answers = new AnswerRequest(served, swap::wake, limits, answered -> {
            sizes.record(answered.inputs().size());
            watch.onAnswered(answered);
            drift.onAnswered(answered);
        });
        Gauge.builder("graft.predictor.requests.waiting", answers, AnswerRequest::waiting)
                .register(meters);
        return answers;
    }

    @Produces
    @Singleton
    ScoreRequests scoreRequests(AnswerRequest answers, ScoringConfig config, Clock clock) {
        return new ScoreRequests(new ServedChampions(answers), new ChampionPatience(config.waitForChampion(), clock));
    }
}
