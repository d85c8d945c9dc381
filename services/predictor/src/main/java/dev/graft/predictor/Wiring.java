package dev.graft.predictor;

import dev.graft.learning.device.DeviceChoice;
import dev.graft.platform.model.Champions;
import dev.graft.platform.model.ModelFolders;
import dev.graft.platform.signing.SignedVersions;
import dev.graft.platform.signing.SigningConfig;
import dev.graft.platform.store.ObjectStore;
import dev.graft.predictor.serving.AnswerRequest;
import dev.graft.predictor.serving.BatchLimits;
import dev.graft.predictor.serving.ModelSource;
import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.SwapChampion;
import dev.graft.predictor.serving.metrics.SwapTimes;
import dev.graft.predictor.serving.scoring.ChampionPatience;
import dev.graft.predictor.serving.scoring.ScoreRequests;
import dev.graft.predictor.serving.scoring.ServedChampions;
import dev.graft.predictor.serving.scoring.messaging.ScoringConfig;
import dev.graft.predictor.serving.storage.StoredModels;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the use cases together with their adapters. */
@ApplicationScoped
public class Wiring {
    @Produces
    @Singleton
    ServedModels servedModels() {
        return new ServedModels();
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
                store, champions, signed, folders, config.textRuntime(), DeviceChoice.parse(config.device()));
    }

    @Produces
    @Singleton
    SwapChampion swapChampion(ModelSource source, ServedModels served, Clock clock, SwapTimes times) {
        return new SwapChampion(source, served, clock, times);
    }

    @Produces
    @Singleton
    AnswerRequest answerRequest(ServedModels served, PredictorConfig config, MeterRegistry meters) {
        BatchLimits limits =
                new BatchLimits(config.concurrency(), config.patience(), config.batchInputs(), config.batchDelay());
        DistributionSummary sizes = meters.summary("graft.predictor.batch.inputs");
        return new AnswerRequest(served, limits, sizes::record);
    }

    @Produces
    @Singleton
    ScoreRequests scoreRequests(AnswerRequest answers, ServedModels served, ScoringConfig config, Clock clock) {
        return new ScoreRequests(
                new ServedChampions(answers, served), new ChampionPatience(config.waitForChampion(), clock));
    }
}
