package dev.graft.learning.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run between two epochs: enough, with the job itself, to go on as if nothing had happened. As files it is
 * {@value #STATE_FILE} and {@value #TENSORS_FILE}.
 *
 * <p>Frozen weights are not in it; they come from the starting point. Random choices need no stored state: each epoch's
 * order and each step's dropout are seeded by the run's seed and their own number.
 *
 * @param state all but the tensors
 * @param tensors {@code current.}, {@code best.} (where that is not the current epoch) and {@code adam.m.},
 *     {@code adam.v.} (within a phase), each followed by a weight's name
 */
public record Checkpoint(State state, SortedMap<String, HostTensor> tensors) {

    public static final String STATE_FILE = "state.json";
    public static final String TENSORS_FILE = "tensors.safetensors";

    static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The part of a checkpoint that people can read.
     *
     * @param format of these files, now {@value #FORMAT}
     * @param fingerprint of the job, which a resumed run must have too
     * @param epochsDone from 1
     * @param optimiserSteps in the phase in progress; 0: the next epoch begins a phase
     * @param history of all epochs done
     * @param rowsAtOnce that memory sufficed for; 0: as many as were asked for
     * @param threads that computed it, on which its bits depend; 0: not known
     * @param cachesFrozen whether the frozen stages' output is computed once; null: not known, or no question
     */
    public record State(
            int format,
            String fingerprint,
            int epochsDone,
            int optimiserSteps,
            List<EpochReport> history,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int rowsAtOnce,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) int threads,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean cachesFrozen) {

        public State {
            history = List.copyOf(history);
        }

        /** The state of a run whose memory sufficed, computed nobody knows how. */
        public State(int format, String fingerprint, int epochsDone, int optimiserSteps, List<EpochReport> history) {
            this(format, fingerprint, epochsDone, optimiserSteps, history, 0, 0, null);
        }
    }

    /** Writes both files into {@code folder}, which is created where it does not exist. */
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Safetensors.write(folder.resolve(TENSORS_FILE), tensors, Map.of());
        JSON.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve(STATE_FILE).toFile(), state);
    }

    /** Reads both files; {@link IOException} where one is missing or broken. */
    public static Checkpoint readFrom(Path folder) throws IOException {
        State state = JSON.readValue(folder.resolve(STATE_FILE).toFile(), State.class);
        if (state.format() != FORMAT) {
            throw new IOException(
                    folder + ": checkpoints of format " + state.format() + " are unknown, this is format " + FORMAT);
        }
        return new Checkpoint(state, Safetensors.read(folder.resolve(TENSORS_FILE)));
    }

    /** The tensors whose names begin with {@code prefix}, without it. */
    SortedMap<String, HostTensor> part(String prefix) {
        SortedMap<String, HostTensor> part = new TreeMap<>();
        tensors.tailMap(prefix).forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
            }
        });
        return part;
    }
}
