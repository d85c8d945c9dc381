package dev.graft.trainer;

import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.EnvironmentCheck;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.platform.model.Champions;
import dev.graft.platform.model.ModelFolders;
import dev.graft.platform.signing.SignedVersions;
import dev.graft.platform.signing.SigningConfig;
import dev.graft.platform.step.Steps;
import dev.graft.platform.store.ObjectStore;
import dev.graft.trainer.check.CheckBounds;
import dev.graft.trainer.check.ProbeBackbones;
import dev.graft.trainer.environment.Machines;
import dev.graft.trainer.lease.LeaseOwner;
import dev.graft.trainer.lease.Leases;
import dev.graft.trainer.plan.ChampionSource;
import dev.graft.trainer.plan.ChooseBackbone;
import dev.graft.trainer.plan.Plans;
import dev.graft.trainer.plan.RequestRun;
import dev.graft.trainer.stop.Stops;
import dev.graft.trainer.train.Checkpoints;
import dev.graft.trainer.train.Learner;
import dev.graft.trainer.train.RunAttempt;
import dev.graft.trainer.train.RunEvents;
import dev.graft.trainer.train.RunManifests;
import dev.graft.trainer.train.RunMonitor;
import dev.graft.trainer.train.Shutdown;
import dev.graft.trainer.train.Snapshots;
import dev.graft.trainer.train.TrainChallenger;
import dev.graft.trainer.train.WorkFolders;
import dev.graft.trainer.train.learning.DjlFeatures;
import dev.graft.trainer.train.learning.DjlLearner;
import dev.graft.trainer.train.learning.KeptBackbones;
import dev.graft.trainer.train.storage.RegisteredChampions;
import dev.graft.trainer.train.storage.StoredBackbones;
import dev.graft.trainer.train.storage.StoredCheckpoints;
import dev.graft.trainer.train.storage.StoredModels;
import dev.graft.trainer.train.storage.StoredSnapshots;
import dev.graft.trainer.view.Runs;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Puts the use cases together with their adapters. */
@ApplicationScoped
public class Wiring {
    private static final int BACKGROUND_THREADS = 2;
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

    @Produces
    @Singleton
    Leases leases(ObjectStore store, Clock clock, TrainerConfig config) {
        if (config.lease().compareTo(SHORTEST_LEASE) < 0) {
            throw new IllegalArgumentException("graft.trainer.lease must be at least 1 s, not " + config.lease());
        }
        return new Leases(store, clock, LeaseOwner.of(config.instance().orElse("")), config.lease());
    }

    @Produces
    @Singleton
    Stops stops(ObjectStore store) {
        return new Stops(store);
    }

    @Produces
    @Singleton
    WorkFolders workFolders(TrainerConfig config) {
        return new WorkFolders(config.work());
    }

    @Produces
    @Singleton
    RunMonitor runMonitor(Clock clock, MeterRegistry meters) {
        return new RunMonitor(
                clock, took -> meters.timer("graft.trainer.epochs").record(took));
    }

    /** Made at start, so that a key that cannot be read is found then. */
    @Produces
    @Singleton
    @Startup
    ChampionSource championSource(Champions champions, ObjectStore store, SigningConfig signing) {
        return new RegisteredChampions(champions, SignedVersions.configured(store, signing), store);
    }

    @Produces
    @Singleton
    Snapshots snapshots(ObjectStore store, Steps steps, WorkFolders folders, TrainerConfig config) {
        return new StoredSnapshots(store, steps, folders, config.maxShard().asLongValue());
    }

    @Produces
    @Singleton
    Checkpoints checkpoints(ObjectStore store, Clock clock, TrainerConfig config) {
        double share = config.checkpointShare();
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("graft.trainer.checkpoint-share must be above 0 to 1, not " + share);
        }
        return new StoredCheckpoints(
                store, clock, share, config.maxCheckpointFile().asLongValue());
    }

    @Produces
    @Singleton
    KeptBackbones keptBackbones(ObjectStore store, ModelFolders folders) {
        return new KeptBackbones(new StoredBackbones(store, folders));
    }

    @Produces
    @Singleton
    Learner learner(KeptBackbones backbones, ModelFolders folders, Clock clock, TrainerConfig config) {
        config.threads().ifPresent(TorchRuntime::askForThreads);
        return new DjlLearner(
                DeviceChoice.parse(config.device()),
                backbones,
                folders,
                clock,
                config.activationCache().asLongValue(),
                config.activationFile().asLongValue(),
                config.onnx());
    }

    @Produces
    @Singleton
    Machines machines(Learner learner) {
        return new Machines(EnvironmentCheck::run, learner::device);
    }

    @Produces
    @Singleton
    ProbeBackbones probeBackbones(KeptBackbones backbones, Clock clock, TrainerConfig config) {
        TrainerConfig.Check check = config.check();
        CheckBounds bounds = new CheckBounds(
                check.enabled(),
                check.fewestRows(),
                check.mostRows(),
                check.mostTokens(),
                check.time(),
                check.memory().asLongValue() / Float.BYTES);
        return new ProbeBackbones(new DjlFeatures(DeviceChoice.parse(config.device()), backbones), bounds, clock);
    }

    @Produces
    @Singleton
    Plans plans(
            ObjectStore store,
            ChampionSource champions,
            ProbeBackbones probes,
            Machines machines,
            Learner learner,
            Clock clock) {
        return new Plans(
                store,
                champions,
                new ChooseBackbone(probes),
                machines::here,
                name -> learner.provenance(name).sha256(),
                clock);
    }

    @Produces
    @Singleton
    RunAttempt runAttempt(
            Plans plans,
            Snapshots snapshots,
            ChampionSource champions,
            Learner learner,
            Checkpoints checkpoints,
            ObjectStore store,
            ModelFolders models,
            RunManifests manifests,
            RunEvents events,
            RunMonitor monitor,
            WorkFolders folders,
            Clock clock) {
        return new RunAttempt(
                plans,
                snapshots,
                champions,
                learner,
                checkpoints,
                new StoredModels(store, models),
                manifests,
                events,
                monitor,
                folders,
                clock);
    }

    @Produces
    @Singleton
    RequestRun requestRun(Learner learner, TrainerConfig config) {
        return new RequestRun(learner::backbone, learner::backbones, config.codeVersion());
    }

    @Produces
    @Singleton
    TrainChallenger trainChallenger(
            Snapshots snapshots,
            RequestRun requests,
            RunManifests manifests,
            Leases leases,
            Stops stops,
            RunAttempt attempt,
            Checkpoints checkpoints,
            RunEvents events,
            RunMonitor monitor,
            Shutdown shutdown,
            @Background ScheduledExecutorService background,
            Clock clock) {
        return new TrainChallenger(
                snapshots,
                requests,
                manifests,
                leases,
                stops,
                attempt,
                checkpoints,
                events,
                monitor,
                shutdown,
                background,
                clock);
    }

    @Produces
    @Singleton
    Runs runs(
            ObjectStore store,
            Plans plans,
            Leases leases,
            Stops stops,
            RunManifests manifests,
            Checkpoints checkpoints,
            RunMonitor monitor) {
        return new Runs(store, plans, leases, stops, manifests, checkpoints, monitor);
    }

    @Produces
    @Singleton
    @Background
    ScheduledExecutorService background() {
        return Executors.newScheduledThreadPool(BACKGROUND_THREADS, work -> {
            Thread thread = new Thread(work, "run-guard");
            thread.setDaemon(true);
            return thread;
        });
    }

    void end(@Disposes @Background ScheduledExecutorService background) {
        background.shutdownNow();
    }
}
