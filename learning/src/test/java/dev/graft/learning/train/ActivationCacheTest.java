package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.pytorch.engine.NativeHandles;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose frozen layers' output lies in memory, in a file, or nowhere. */
class ActivationCacheTest {

    private static final long PLENTY = 1L << 30;

    @TempDir
    Path folder;

    private final List<String> notices = new ArrayList<>();

    @Test
    void gives_the_same_bits_from_memory_and_from_a_file() throws Exception {
        Path memory = run("memory", ActivationCache.inMemory(PLENTY), CheckpointStore.NONE);
        Path file = run("file", inFile(PLENTY), CheckpointStore.NONE);

        assertThat(file.resolve("model.safetensors")).hasSameBinaryContentAs(memory.resolve("model.safetensors"));
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
        assertThat(notices).isEmpty();
    }

    @Test
    void computes_anew_in_each_epoch_what_is_larger_than_both_bounds() throws Exception {
        Path beyond = run("beyond", inFile(1000), CheckpointStore.NONE);
        Path never = run("never", ActivationCache.inMemory(0), CheckpointStore.NONE);

        assertThat(beyond.resolve("model.safetensors")).hasSameBinaryContentAs(never.resolve("model.safetensors"));
    }

    @Test
    void goes_on_without_a_file_where_none_can_be_made() throws Exception {
        // given: a file where the folder should be
        Path occupied = Files.writeString(folder.resolve("occupied"), "");

        // when
        Path model = run("model", new ActivationCache(0, PLENTY, occupied), CheckpointStore.NONE);

        // then
        assertThat(model.resolve("model.safetensors")).exists();
        assertThat(notices).singleElement().asString().contains("occupied", "slower");
    }

    @Test
    void rebuilds_the_file_after_an_interruption_and_gives_the_bits_of_an_uninterrupted_run() throws Exception {
        // given
        Path whole = run("whole", inFile(PLENTY), CheckpointStore.NONE);
        FolderCheckpoints store = new FolderCheckpoints(folder.resolve("checkpoints"));
        FineTuningTest.stopAfter(4, 3, job("resumed", inFile(PLENTY)), store);
        assertThat(folder.resolve("scratch")).isEmptyDirectory();

        // when: the cache lies in memory this time
        Path resumed = run("resumed", ActivationCache.inMemory(PLENTY), store);

        // then
        assertThat(resumed.resolve("model.safetensors")).hasSameBinaryContentAs(whole.resolve("model.safetensors"));
        assertThat(notices).isEmpty();
    }

    @Test
    void goes_on_without_a_cache_as_the_checkpoint_did() throws Exception {
        // given
        Path whole = run("whole", ActivationCache.inMemory(0), CheckpointStore.NONE);
        FolderCheckpoints store = new FolderCheckpoints(folder.resolve("checkpoints"));
        FineTuningTest.stopAfter(4, 3, job("resumed", ActivationCache.inMemory(0)), store);

        // when: there is room now
        Path resumed = run("resumed", ActivationCache.inMemory(PLENTY), store);

        // then
        assertThat(resumed.resolve("model.safetensors")).hasSameBinaryContentAs(whole.resolve("model.safetensors"));
    }

    @Test
    void says_that_bits_may_differ_where_the_checkpoints_cache_has_no_room_any_more() throws Exception {
        // given
        Path whole = run("whole", inFile(PLENTY), CheckpointStore.NONE);
        FolderCheckpoints store = new FolderCheckpoints(folder.resolve("checkpoints"));
        FineTuningTest.stopAfter(4, 3, job("resumed", inFile(PLENTY)), store);

        // when
        run("resumed", ActivationCache.inMemory(0), store);

        // then
        assertThat(whole).exists();
        assertThat(notices).singleElement().asString().contains("last bits", "Remedy");
    }

    @Test
    void leaves_neither_file_nor_native_arrays_behind_a_run_that_fails() throws Exception {
        // given
        int before = NativeHandles.count();
        TrainingListener failing = new TrainingListener() {
            @Override
            public void onEpoch(EpochReport report) {
                if (report.phase() == PhaseName.FINE_TUNE) {
                    throw new IllegalStateException("test");
                }
            }
        };
        TrainingJob job = job("model", inFile(PLENTY));

        // when
        assertThatThrownBy(() -> new FineTuning(job, CheckpointStore.NONE, failing, StopSignal.NEVER).run())
                .hasMessage("test");

        // then
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
        assertThat(NativeHandles.count()).isEqualTo(before);
    }

    @Test
    void goes_on_with_the_threads_of_the_checkpoint() throws Exception {
        // given: a checkpoint that one thread more made
        int here = TorchRuntime.threads();
        FolderCheckpoints store = new FolderCheckpoints(folder.resolve("checkpoints"));
        TrainingJob job = job("model", inFile(PLENTY));
        FineTuningTest.stopAfter(1, 0, job, store);
        Checkpoint made = store.latest().orElseThrow();
        assertThat(made.state().threads()).isEqualTo(here);
        store.save(new Checkpoint(with(made.state(), here + 1), made.tensors()));

        // when
        FineTuning training = new FineTuning(job, store, listener(), StopSignal.NEVER);
        training.run();

        // then
        assertThat(training.threads()).isEqualTo(here + 1);
        assertThat(store.latest().orElseThrow().state().threads()).isEqualTo(here + 1);
        assertThat(notices).singleElement().asString().contains("threads");
    }

    @Test
    void reads_a_checkpoint_of_before_threads_and_caches_were_in_it() throws Exception {
        Path old = folder.resolve("old");
        new Checkpoint(new Checkpoint.State(1, "print", 0, 0, List.of()), new TreeMap<>()).writeTo(old);
        assertThat(old.resolve(Checkpoint.STATE_FILE)).content().doesNotContain("threads", "cachesFrozen");

        Checkpoint.State state = Checkpoint.readFrom(old).state();

        assertThat(state.threads()).isZero();
        assertThat(state.cachesFrozen()).isNull();
    }

    private static Checkpoint.State with(Checkpoint.State state, int threads) {
        return new Checkpoint.State(
                state.format(),
                state.fingerprint(),
                state.epochsDone(),
                state.optimiserSteps(),
                state.history(),
                state.rowsAtOnce(),
                threads,
                state.cachesFrozen());
    }

    private Path run(String name, ActivationCache cache, CheckpointStore store) throws IOException {
        new FineTuning(job(name, cache), store, listener(), StopSignal.NEVER).run();
        return folder.resolve(name);
    }

    /** Three epochs of the head and four of the upper layer. */
    private TrainingJob job(String name, ActivationCache cache) {
        FineTune strategy = TinyRun.TOP_LAYER;
        TrainingJob job = TinyRun.job(strategy, 1, folder.resolve(name));
        return new TrainingJob(
                job.start(),
                job.data(),
                strategy,
                job.seed(),
                job.device(),
                job.output(),
                job.card(),
                job.clock(),
                cache);
    }

    private ActivationCache inFile(long bytes) {
        return new ActivationCache(0, bytes, folder.resolve("scratch"));
    }

    private TrainingListener listener() {
        return new TrainingListener() {
            @Override
            public void onNotice(String notice) {
                notices.add(notice);
            }
        };
    }
}
