package dev.graft.trainer.train.learning;

import dev.graft.learning.device.DeviceChoice;
import dev.graft.platform.model.ModelFolders;
import dev.graft.platform.store.ObjectStore;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The learning library on the CPU, without backbones beside those that it carries. */
final class RealLearner {
    private RealLearner() {}

    static DjlLearner over(ObjectStore store, Path disk, Clock clock) {
        return new DjlLearner(
                DeviceChoice.CPU,
                new KeptBackbones(new NoFurther()),
                new ModelFolders(store, new Cache(disk.resolve("champions")), clock),
                clock,
                1 << 20,
                0,
                true);
    }

    private record NoFurther() implements FurtherBackbones {
        @Override
        public SortedSet<String> names() {
            return new TreeSet<>();
        }

        @Override
        public Optional<Backbone> read(String name) {
            return Optional.empty();
        }
    }

    private record Cache(Path cache) implements ModelFolders.Config {
        @Override
        public MemorySize cacheSize() {
            return new MemorySize(BigInteger.valueOf(1 << 20));
        }

        @Override
        public MemorySize maxFileSize() {
            return new MemorySize(BigInteger.valueOf(1 << 20));
        }
    }
}
