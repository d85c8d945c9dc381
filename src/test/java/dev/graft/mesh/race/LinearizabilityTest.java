package dev.graft.mesh.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checker lets through what can be, and finds each kind of fault in what cannot. */
class LinearizabilityTest {
    private static final int BEFORE = 2;

    private final List<Entry> history = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();

    @BeforeEach
    void two_versions_have_been_promoted() {
        promoted(1, null, "verdict-1");
        promoted(2, 1, "verdict-2");
    }

    @Test
    void a_sequence_of_answers_as_one_registry_gives_them_is_linearizable() {
        promoted(3, 2, "a");
        rolledBack(2, 3, "b");
        does(0, 1, new Request.Promote(3, 2, "a"), moved(3, 3, 2));
        does(2, 3, new Request.Read(), new Answer.Saw(3, 3));
        does(4, 5, new Request.RollBack(null, null, "b"), moved(4, 2, 3));
        does(6, 7, new Request.RollBack(null, null, "b"), new Answer.Moved(4, 2, 3, true));
        does(8, 9, new Request.Promote(2, 2, "c"), new Answer.Refused("version 2 of it is live already"));
        does(10, 11, new Request.Promote(1, 3, "d"), other(2, 3));

        assertThat(check()).isEmpty();
    }

    @Test
    void operations_that_overlap_may_have_happened_in_either_order() {
        promoted(3, 2, "a");
        promoted(1, 3, "b");
        does(0, 10, new Request.Promote(1, null, "b"), moved(4, 1, 3));
        does(1, 9, new Request.Promote(3, 2, "a"), moved(3, 3, 2));
        does(2, 3, new Request.Read(), new Answer.Saw(3, 3));
        does(4, 5, new Request.Read(), new Answer.Saw(4, 1));

        assertThat(check()).isEmpty();
    }

    @Test
    void a_lost_answer_may_belong_to_a_move_or_to_none() {
        promoted(3, 2, "a");
        does(0, Operation.NEVER, new Request.Promote(3, 2, "a"), new Answer.None());
        does(1, Operation.NEVER, new Request.Promote(1, 2, "b"), new Answer.None());
        does(5, 6, new Request.Promote(3, 2, "a"), new Answer.Moved(3, 3, 2, true));

        assertThat(check()).isEmpty();
    }

    @Test
    void finds_a_lost_move() {
        does(0, 1, new Request.Promote(3, 2, "a"), moved(3, 3, 2));

        assertThat(check()).singleElement().asString().startsWith("lost");
    }

    @Test
    void finds_a_move_that_another_overwrote() {
        promoted(1, 2, "b");
        does(0, 1, new Request.Promote(3, 2, "a"), moved(3, 3, 2));
        does(0, 1, new Request.Promote(1, 2, "b"), moved(3, 1, 2));

        assertThat(check()).singleElement().asString().startsWith("lost").contains("key=a");
    }

    @Test
    void finds_a_wish_that_was_granted_twice() {
        promoted(3, 2, "a");
        promoted(1, 3, "b");
        promoted(3, 1, "a");
        does(0, 9, new Request.Promote(3, null, "a"), moved(3, 3, 2));
        does(0, 9, new Request.Promote(1, null, "b"), moved(4, 1, 3));

        assertThat(check()).singleElement().asString().startsWith("doubled: the wish a");
    }

    @Test
    void finds_two_who_both_say_that_they_made_the_move() {
        promoted(3, 2, "a");
        does(0, 9, new Request.Promote(3, null, "a"), moved(3, 3, 2));
        does(0, 9, new Request.Promote(3, null, "a"), moved(3, 3, 2));

        assertThat(check()).singleElement().asString().startsWith("doubled: more than one");
    }

    @Test
    void finds_a_move_that_nobody_asked_for() {
        promoted(3, 2, "a");

        assertThat(check()).singleElement().asString().startsWith("nobody made");
    }

    @Test
    void finds_a_stale_read() {
        promoted(3, 2, "a");
        does(0, 1, new Request.Promote(3, 2, "a"), moved(3, 3, 2));
        does(2, 3, new Request.Read(), new Answer.Saw(2, 2));

        assertThat(check()).singleElement().asString().startsWith("no place for #1");
    }

    @Test
    void finds_a_read_of_what_was_before_the_race() {
        does(0, 1, new Request.Read(), new Answer.Saw(1, 1));

        assertThat(check()).singleElement().asString().startsWith("no place for #0");
    }

    @Test
    void finds_reads_that_go_back_in_time() {
        promoted(3, 2, "a");
        does(0, 9, new Request.Promote(3, 2, "a"), moved(3, 3, 2));
        does(1, 2, new Request.Read(), new Answer.Saw(3, 3));
        does(3, 4, new Request.Read(), new Answer.Saw(2, 2));

        assertThat(check()).singleElement().asString().startsWith("no place for #2");
    }

    @Test
    void finds_a_read_of_what_is_yet_to_come() {
        promoted(3, 2, "a");
        does(0, 1, new Request.Read(), new Answer.Saw(3, 3));
        does(2, 3, new Request.Promote(3, 2, "a"), moved(3, 3, 2));

        assertThat(check()).singleElement().asString().startsWith("no place for #1");
    }

    @Test
    void finds_moves_in_another_order_than_they_were_made_in() {
        promoted(1, 2, "b");
        promoted(3, 1, "a");
        does(0, 1, new Request.Promote(3, null, "a"), moved(4, 3, 1));
        does(2, 3, new Request.Promote(1, null, "b"), moved(3, 1, 2));

        assertThat(check()).singleElement().asString().startsWith("no place for #1");
    }

    @Test
    void finds_a_lost_answer_whose_move_came_before_its_request() {
        promoted(3, 2, "a");
        promoted(1, 3, "b");
        does(0, 1, new Request.Promote(1, null, "b"), moved(4, 1, 3));
        does(2, Operation.NEVER, new Request.Promote(3, null, "a"), new Answer.None());

        assertThat(check()).singleElement().asString().startsWith("no place for #1");
    }

    @Test
    void finds_a_broken_compare_and_set() {
        promoted(3, 2, "a");
        promoted(1, 3, "b");
        does(0, 9, new Request.Promote(3, 2, "a"), moved(3, 3, 2));
        does(0, 9, new Request.Promote(1, 2, "b"), moved(4, 1, 3));

        assertThat(check()).singleElement().asString().startsWith("granted where it had to be refused");
    }

    @Test
    void finds_a_refusal_that_never_had_a_reason() {
        does(0, 1, new Request.Promote(1, 2, "a"), other(3, 2));

        assertThat(check()).singleElement().asString().startsWith("no place for #0");
    }

    @Test
    void finds_a_refusal_of_a_wish_that_had_been_granted() {
        promoted(1, 2, "a");
        does(0, 1, new Request.Promote(1, 2, "a"), moved(3, 1, 2));
        does(2, 3, new Request.Promote(1, 2, "a"), other(1, 2));

        assertThat(check()).singleElement().asString().startsWith("no place for #1");
    }

    @Test
    void finds_a_rollback_that_led_elsewhere() {
        promoted(3, 2, "a");
        rolledBack(1, 3, "b");
        does(0, 1, new Request.Promote(3, 2, "a"), moved(3, 3, 2));
        does(2, 3, new Request.RollBack(null, null, "b"), moved(4, 1, 3));

        assertThat(check()).singleElement().asString().startsWith("led elsewhere than to version 2");
    }

    @Test
    void finds_a_gap_and_a_broken_chain_in_the_history() {
        history.add(new Entry(4, false, 3, 1, "a"));
        does(0, 1, new Request.Promote(3, null, "a"), moved(4, 3, 1));

        assertThat(check())
                .anySatisfy(violation -> assertThat(violation).contains("stands at place 3"))
                .anySatisfy(violation -> assertThat(violation).contains("does not start at the champion, version 2"));
    }

    private void promoted(int version, @Nullable Integer previous, String key) {
        history.add(new Entry(history.size() + 1L, false, version, previous, key));
    }

    private void rolledBack(int version, int previous, String key) {
        history.add(new Entry(history.size() + 1L, true, version, previous, key));
    }

    private void does(long invoked, long answered, Request request, Answer answer) {
        operations.add(new Operation(operations.size(), request, answer, invoked, answered));
    }

    private static Answer moved(long sequence, int version, int previous) {
        return new Answer.Moved(sequence, version, previous, false);
    }

    private static Answer other(int champion, int expected) {
        return new Answer.Refused(
                "the champion of it is version " + champion + ", not version " + expected + " as the request expects");
    }

    private List<String> check() {
        return Linearizability.violations(history, BEFORE, operations);
    }
}
