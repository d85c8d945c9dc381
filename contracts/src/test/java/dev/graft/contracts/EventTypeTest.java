package dev.graft.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTypeTest {
    @Test
    void no_two_events_share_a_type_a_topic_or_a_payload() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::type)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(EventType.values()).map(EventType::topic))
                .doesNotHaveDuplicates()
                .doesNotContain(EventType.DEAD_LETTER_TOPIC);
        assertThat(Arrays.stream(EventType.values()).map(EventType::dataClass)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void types_and_topics_follow_the_pattern(EventType event) {
        assertThat(event.shortName())
                .matches("(task|batch|dataset|run|model|prediction|input|labelling)\\.[a-z]+(-[a-z]+)*");
        assertThat(event.type()).isEqualTo("dev.graft." + event.shortName() + ".v1");
        assertThat(event.topic()).isEqualTo("graft." + event.shortName() + ".v1");
    }

    @ParameterizedTest
    @EnumSource
    void the_record_has_the_event_s_name(EventType event) {
        String spelledOut = event.dataClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_");

        assertThat(spelledOut).isEqualToIgnoringCase(event.name());
    }

    @ParameterizedTest
    @EnumSource
    void an_event_is_found_by_type_and_by_record(EventType event) {
        assertThat(EventType.ofType(event.type())).contains(event);
        assertThat(EventType.of(event.dataClass())).isEqualTo(event);
    }

    @Test
    void traffic_is_neither_what_happens_nor_a_fact_that_is_kept() {
        assertThat(EventType.values())
                .filteredOn(EventType::isTraffic)
                .containsExactly(
                        EventType.PREDICTION_REQUESTED,
                        EventType.PREDICTION_ANSWERED,
                        EventType.PREDICTION_DISAGREED,
                        EventType.LABELLING_WANTED)
                .noneMatch(EventType::isFact)
                .doesNotContainAnyElementsOf(EventType.happenings().toList());
    }

    @Test
    void a_stranger_is_not_found() {
        assertThat(EventType.ofType("dev.graft.batch.labelled.v2")).isEmpty();
        assertThatThrownBy(() -> EventType.of(EventData.class)).isInstanceOf(IllegalArgumentException.class);
    }
}
