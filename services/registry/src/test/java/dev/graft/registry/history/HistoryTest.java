package dev.graft.registry.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.document.ModelAlias;
import dev.graft.registry.fixture.Verdicts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
    /** {@code p3}: version 3 is promoted; {@code r}: one step back; {@code r2}: back to version 2. */
    @ParameterizedTest
    @CsvSource({
        "p1, 1, ",
        "p1 p2, 2, 1",
        "p1 p2 p3, 3, 2",
        "p1 p2 p3 r, 2, 1",
        "p1 p2 p3 r r, 1, ",
        "p1 p2 p3 r p4, 4, 2",
        "p1 p2 p3 r p4 r, 2, 1",
        "p1 p2 p3 r1, 1, ",
        "p1 p2 p3 r r3, 3, 2",
        "p1 p2 p3 r r3 r, 2, 1",
        "p1 p2 p1, 1, 2",
        "p1 p2 p1 r, 2, 1",
        "p1 p2 p1 r r, 1, ",
    })
    void a_rollback_goes_down_the_line_of_champions(String moves, int live, Integer previous) {
        History history = history(moves);

        assertThat(history.live()).contains(live);
        assertThat(history.previousChampion().orElse(null)).isEqualTo(previous);
    }

    @Test
    void nothing_is_live_at_first() {
        assertThat(History.EMPTY.live()).isEmpty();
        assertThat(History.EMPTY.previousChampion()).isEmpty();
        assertThat(History.EMPTY.newest()).isEmpty();
        assertThat(History.EMPTY.nextSequence()).isEqualTo(1);
    }

    @Test
    void tells_which_versions_have_been_live_the_last_one_first() {
        assertThat(history("p1 p2 p4 r").rollbackTargets()).containsExactly(4, 1);
        assertThat(history("p1").rollbackTargets()).isEmpty();
    }

    @Test
    void finds_the_moves_to_a_version_and_the_one_that_ended_its_time() {
        History history = history("p1 p2 r p3");

        assertThat(history.firstTo(1).orElseThrow().sequence()).isEqualTo(1);
        assertThat(history.lastTo(1).orElseThrow().sequence()).isEqualTo(3);
        assertThat(history.after(history.lastTo(1).orElseThrow()).orElseThrow().version())
                .isEqualTo(3);
        assertThat(history.hasBeenLive(4)).isFalse();
    }

    @Test
    void finds_the_move_that_a_request_has_led_to() {
        History history = history("p1 p2");

        assertThat(history.ofRequest("key-2").orElseThrow().version()).isEqualTo(2);
        assertThat(history.ofRequest("key-3")).isEmpty();
    }

    @Test
    void leaves_no_gap_between_moves() {
        History history = history("p1");

        assertThatThrownBy(() -> history.plus(List.of(move(3, MoveKind.PROMOTED, 2, 1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void other_aliases_do_not_change_what_is_live() {
        Move other = move(2, MoveKind.PROMOTED, 2, null);
        Move shadow = new Move(
                2,
                other.kind(),
                "shadow",
                2,
                null,
                other.runId(),
                1,
                other.evaluation(),
                "tried out",
                "ada",
                "key",
                other.at());

        History history = history("p1").plus(List.of(shadow));

        assertThat(history.live()).contains(1);
        assertThat(history.hasBeenLive(2)).isFalse();
        assertThat(history.nextSequence()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void rolling_back_again_and_again_never_comes_to_a_version_twice_and_ends(long seed) {
        Random random = new Random(seed);
        StringBuilder moves = new StringBuilder("p1");
        for (int version = 2; version <= 30; version++) {
            moves.append(random.nextInt(3) == 0 ? " r" : " p" + version);
        }
        History history = history(moves.toString());
        List<Integer> seen = new ArrayList<>();

        while (history.previousChampion().isPresent()) {
            seen.add(history.live().orElseThrow());
            history = history.plus(List.of(move(
                    history.nextSequence(),
                    MoveKind.ROLLED_BACK,
                    history.previousChampion().orElseThrow(),
                    history.live().orElseThrow())));
        }

        assertThat(seen).doesNotHaveDuplicates();
        assertThat(history.live()).contains(1);
    }

    private static History history(String words) {
        History history = History.EMPTY;
        for (String word : words.split(" ")) {
            boolean promoted = word.startsWith("p");
            if (word.equals("r") && history.previousChampion().isEmpty()) {
                continue;
            }
            int version =
                    word.equals("r") ? history.previousChampion().orElseThrow() : Integer.parseInt(word.substring(1));
            history = history.plus(List.of(move(
                    history.nextSequence(),
                    promoted ? MoveKind.PROMOTED : MoveKind.ROLLED_BACK,
                    version,
                    history.live().orElse(null))));
        }
        return history;
    }

    private static Move move(long sequence, MoveKind kind, int version, Integer previous) {
        return new Move(
                sequence,
                kind,
                ModelAlias.CHAMPION,
                version,
                previous,
                "run-" + version,
                1,
                Verdicts.ref("evaluations/run-" + version + "/1.json"),
                "better",
                "evaluator",
                "key-" + sequence,
                Instant.EPOCH.plusSeconds(sequence));
    }
}
