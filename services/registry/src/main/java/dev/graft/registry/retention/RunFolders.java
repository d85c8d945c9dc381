package dev.graft.registry.retention;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The stored runs, as far as the question goes which of their files are needed. */
public interface RunFolders {

    /** Files and their bytes. */
    record Amount(int files, long bytes) {
        static final Amount NONE = new Amount(0, 0);

        public Amount plus(Amount more) {
            return new Amount(files + more.files, bytes + more.bytes);
        }
    }

    /**
     * A run that has files.
     *
     * @param attempts what each has, by the name of its folder
     */
    record RunFiles(String runId, SortedMap<String, Amount> attempts) {}

    /**
     * How a run ended.
     *
     * @param attempt the folder of the challenger's files; null: there is no challenger
     */
    record End(String task, @Nullable String attempt, Instant at) {}

    /** The version that a run starts from. */
    record Start(String task, int version) {}

    /** All runs that have files of attempts. */
    List<RunFiles> withFiles();

    /** How the run ended; null: it has not, for all that is written. */
    @Nullable
    End end(String runId);

    /** Until when a trainer holds the run; null: none ever did. */
    @Nullable
    Instant leasedUntil(String runId);

    /** What the run starts from; null: from no version, or it has no plan yet. */
    @Nullable
    Start start(String runId);

    /** Deletes all files of an attempt; returns what they were. */
    Amount delete(String runId, String attempt);
}
