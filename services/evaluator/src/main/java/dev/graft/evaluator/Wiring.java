package dev.graft.evaluator;

import dev.graft.evaluator.answering.Datasets;
import dev.graft.evaluator.answering.LiveModels;
import dev.graft.evaluator.answering.LoadedModels;
import dev.graft.evaluator.answering.ModelAnswers;
import dev.graft.evaluator.answering.ModelSource;
import dev.graft.evaluator.answering.storage.ObjectFiles;
import dev.graft.evaluator.answering.storage.SignedChampions;
import dev.graft.evaluator.answering.storage.StoredDatasets;
import dev.graft.evaluator.answering.storage.StoredModels;
import dev.graft.evaluator.comparison.EvaluateChallenger;
import dev.graft.evaluator.environment.Machine;
import dev.graft.evaluator.hopeless.ChampionScores;
import dev.graft.evaluator.hopeless.StopHopelessRuns;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.gate.HopelessRunRule;
import dev.graft.learning.gate.MedianRule;
import dev.graft.platform.model.Champions;
import dev.graft.platform.model.ModelFolders;
import dev.graft.platform.signing.SignedVersions;
import dev.graft.platform.signing.SigningConfig;
import dev.graft.platform.store.ObjectStore;
import io.quarkus.runtime.Startup;
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
    ModelSource modelSource(ModelFolders folders, EvaluatorConfig config) {
        return new StoredModels(folders, DeviceChoice.parse(config.device()), config.textPrecision());
    }

    @Produces
    @Singleton
    LoadedModels loadedModels(ModelSource source, EvaluatorConfig config) {
        return new LoadedModels(source, config.loadedModels());
    }

    void unload(@Disposes LoadedModels models) {
        models.close();
    }

    @Produces
    @Singleton
    ModelAnswers modelAnswers(EvaluatorConfig config) {
        return new ModelAnswers(config.answersMemory().asLongValue());
    }

    @Produces
    @Singleton
    StoredDatasets datasets(ObjectStore store, EvaluatorConfig config, Clock clock) {
        ObjectFiles files = new ObjectFiles(
                store,
                config.cache(),
                config.cacheSize().asLongValue(),
                config.maxShardSize().asLongValue(),
                clock);
        return new StoredDatasets(files, config.rowsMemory().asLongValue());
    }

    void end(@Disposes StoredDatasets datasets) {
        datasets.close();
    }

    /** Made at start, so that a key that cannot be read is found then. */
    @Produces
    @Singleton
    @Startup
    LiveModels liveModels(Champions champions, ObjectStore store, SigningConfig signing) {
        return new SignedChampions(champions, SignedVersions.configured(store, signing));
    }

    @Produces
    @Singleton
    EvaluateChallenger evaluateChallenger(
            LiveModels live,
            Datasets datasets,
            LoadedModels models,
            ModelAnswers answers,
            ObjectStore store,
            Clock clock) {
        return new EvaluateChallenger(live, datasets, models, answers, store, clock);
    }

    @Produces
    @Singleton
    StopHopelessRuns stopHopelessRuns(
            LiveModels live, Datasets datasets, LoadedModels models, ModelAnswers answers, EvaluatorConfig config) {
        EvaluatorConfig.Hopeless hopeless = config.hopeless();
        return new StopHopelessRuns(
                new ChampionScores(live, datasets, models, answers),
                new HopelessRunRule(hopeless.minimumEpochs(), hopeless.margin()),
                hopeless.fewestSiblings() == 0
                        ? null
                        : new MedianRule(hopeless.fewestSiblings(), hopeless.minimumEpochs(), hopeless.siblingMargin()),
                hopeless.worthFrom());
    }

    @Produces
    @Singleton
    Machine machine() {
        return new Machine();
    }
}
