package dev.graft.dataprep;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** How much data-prep reads of a batch, how bad a batch may be, and what it keeps in memory. */
@ConfigMapping(prefix = "graft.dataprep")
public interface DataPrepConfig {
    /** Names of the backbones that the trainers carry; a task may also use one that lies in the object store. */
    @WithDefault("all-minilm-l6-v2,bge-small-en-v1.5,bge-small-zh-v1.5")
    Set<String> backbones();

    /** The largest source, as it lies in the object store. */
    @WithDefault("16G")
    MemorySize maxBatchBytes();

    /**
     * A file of rows of at least twice as many bytes is cut into parts of about as many, which all processes of the group
     * prepare together; CSV, JSON Lines and Parquet, not packed.
     */
    @WithDefault("256M")
    MemorySize partBytes();

    /** The most that a packed source may hold. */
    @WithDefault("2G")
    MemorySize maxUnpackedBytes();

    /** The longest row of a source. */
    @WithDefault("1M")
    MemorySize maxRowBytes();

    /** The most rows of a batch. */
    @WithDefault("200000000")
    long maxBatchRows();

    /** The longest text, in UTF-16 code units. */
    @WithDefault("20000")
    int maxTextChars();

    /** A batch with a larger share of quarantined rows is refused, 0 to 1. */
    @WithDefault("0.5")
    double maxBadShare();

    /** The share counts from so many rows on. */
    @WithDefault("10")
    int badShareFromRows();

    /**
     * Of so many tasks, those used last, the known rows are kept at hand: in memory up to 65,536 of them, 5 MB, in files beyond.
     * A task of images counts as five, because a sample of its pictures takes about 10 MB.
     */
    @WithDefault("50")
    int indexedTasks();

    /**
     * Of so many rows of a data set, the first ones, texts near to them are found: about 190 bytes of memory a row for
     * each data set that is kept at hand.
     */
    @WithDefault("200000")
    int nearRows();

    /** How often to look whether a snapshot has become due; at most 250 ms keep a debounce exact enough. */
    @WithDefault("200ms")
    Duration tick();

    /** How often to look in the store for what another process left. */
    @WithDefault("30s")
    Duration catchUp();
}
