package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepThreadsTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void does_every_piece_once_and_without_gradients(int count) {
        // given
        AtomicIntegerArray done = new AtomicIntegerArray(1_000);

        // when
        try (StepThreads threads = new StepThreads(count)) {
            threads.share(done.length(), piece -> done.addAndGet(piece, JniUtils.isGradMode() ? 100 : 1));
        }

        // then
        assertThat(IntStream.range(0, done.length()).map(done::get)).containsOnly(1);
    }

    @Test
    void hands_on_the_failure_of_a_piece_and_starts_no_further_ones() {
        AtomicInteger begun = new AtomicInteger();
        try (StepThreads threads = new StepThreads(2)) {
            assertThatThrownBy(() -> threads.share(1_000, piece -> {
                        begun.incrementAndGet();
                        throw new IllegalArgumentException("no such piece");
                    }))
                    .hasStackTraceContaining("no such piece");
        }
        assertThat(begun).hasValueBetween(1, 2);
    }

    @Test
    void does_nothing_where_there_are_no_pieces() {
        try (StepThreads threads = new StepThreads(2)) {
            threads.share(0, piece -> {
                throw new AssertionError("there is no piece " + piece);
            });
        }
    }
}
