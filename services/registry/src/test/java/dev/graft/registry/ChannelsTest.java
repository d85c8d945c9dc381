package dev.graft.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.EventType;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.openlineage.Names;
import dev.graft.registry.openlineage.TranslateEvent;
import dev.graft.registry.openlineage.storage.StoredBeginnings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What application.properties says of each channel. */
class ChannelsTest {
    private static final String PREFIX = "mp.messaging.incoming.";

    private static final Properties PROPERTIES = new Properties();

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = ChannelsTest.class.getResourceAsStream("/application.properties")) {
            PROPERTIES.load(in);
        }
    }

    @Test
    void each_channel_says_what_happens_when_a_record_fails() {
        assertThat(channels())
                .isNotEmpty()
                .allSatisfy(channel ->
                        assertThat(property(channel, "failure-strategy")).isEqualTo("fail"));
    }

    @Test
    void each_channel_reads_topics_of_the_mesh() {
        List<String> topics = Stream.concat(
                        Stream.of(EventType.values()).map(EventType::topic), Stream.of(EventType.OPENLINEAGE_TOPIC))
                .toList();

        assertThat(channels())
                .allSatisfy(channel -> assertThat(topics(channel)).isNotEmpty().isSubsetOf(topics));
    }

    @Test
    void what_is_told_in_openlineage_is_heard_on_its_topic() {
        var translating = new TranslateEvent(
                URI.create("https://graft.dev"),
                new Names("graft", "s3://graft", "kafka://localhost:9092"),
                new StoredBeginnings(new MemoryStore()),
                (task, version) -> Optional.empty());

        assertThat(topics("openlineage"))
                .containsExactlyInAnyOrderElementsOf(
                        translating.heard().stream().map(EventType::topic).toList());
    }

    @Test
    void each_channel_has_a_group_of_its_own_and_commits_nothing_by_itself() {
        assertThat(channels()).allSatisfy(channel -> {
            assertThat(property(channel, "group.id")).isEqualTo("graft.registry." + channel);
            assertThat(property(channel, "enable.auto.commit")).isEqualTo("false");
        });
    }

    private static Set<String> channels() {
        Set<String> channels = new TreeSet<>();
        for (String name : PROPERTIES.stringPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                channels.add(name.substring(PREFIX.length(), name.indexOf('.', PREFIX.length())));
            }
        }
        return channels;
    }

    private static List<String> topics(String channel) {
        return Stream.of(property(channel, "topic"), property(channel, "topics"))
                .filter(Objects::nonNull)
                .flatMap(all -> Stream.of(all.split(",")))
                .toList();
    }

    private static String property(String channel, String name) {
        return PROPERTIES.getProperty(PREFIX + channel + "." + name);
    }
}
