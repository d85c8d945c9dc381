package dev.graft.learning.significance;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The random generators of blocks of draws, each split off the one before, so that no two give the same numbers. */
final class Blocks {
    private Blocks() {}

    static List<SplittableRandom> generators(long seed, int blocks) {
        SplittableRandom root = new SplittableRandom(seed);
        return Stream.generate(root::split).limit(blocks).toList();
    }
}
