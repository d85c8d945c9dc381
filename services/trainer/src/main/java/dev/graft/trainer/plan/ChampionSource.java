package dev.graft.trainer.plan;

import java.util.Optional;

/** Champions, as the registry's objects say now. */
public interface ChampionSource {
    /** The live version of a task; empty when there is none. */
    Optional<LiveChampion> live(String task);

    /** A version that was live once. */
    LiveChampion version(String task, int version);
}
