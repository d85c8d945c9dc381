package dev.graft.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChannelsTest {
    private static final String INCOMING = "mp.messaging.incoming.";
    private static final Properties CONFIG = read();

    static Set<String> channels() {
        return CONFIG.stringPropertyNames().stream()
                .filter(name -> name.startsWith(INCOMING))
                .map(name -> name.substring(INCOMING.length()).split("\\.", -1)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void there_is_a_channel_for_everything_the_evaluator_hears() {
        Set<String> topics = channels().stream().flatMap(ChannelsTest::topics).collect(Collectors.toSet());

        assertThat(topics)
                .containsExactlyInAnyOrder(
                        EventType.RUN_COMPLETED.topic(),
                        EventType.MODEL_EVALUATION_REQUESTED.topic(),
                        EventType.RUN_STARTED.topic(),
                        EventType.RUN_EPOCH_COMPLETED.topic());
    }

    @ParameterizedTest
    @MethodSource("channels")
    void every_channel_says_what_happens_when_it_fails(String channel) {
        assertThat(value(channel, "failure-strategy")).isEqualTo("fail");
        assertThat(value(channel, "enable.auto.commit")).isEqualTo("false");
        assertThat(value(channel, "connector")).isEqualTo("smallrye-kafka");
    }

    @ParameterizedTest
    @MethodSource("channels")
    void every_channel_has_known_topics_and_a_group_of_its_own(String channel) {
        Set<String> known =
                Arrays.stream(EventType.values()).map(EventType::topic).collect(Collectors.toSet());

        assertThat(topics(channel)).isNotEmpty().isSubsetOf(known);
        assertThat(value(channel, "group.id")).isEqualTo("graft.evaluator." + channel);
    }

    private static Stream<String> topics(String channel) {
        String topics = CONFIG.getProperty(INCOMING + channel + ".topics", value(channel, "topic"));
        return Arrays.stream(topics.split(",", -1));
    }

    private static String value(String channel, String name) {
        return CONFIG.getProperty(INCOMING + channel + "." + name, "");
    }

    private static Properties read() {
        Properties properties = new Properties();
        try (InputStream stream = ChannelsTest.class.getResourceAsStream("/application.properties")) {
            properties.load(stream);
            return properties;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
