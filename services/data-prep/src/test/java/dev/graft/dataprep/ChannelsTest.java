package dev.graft.dataprep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every channel must say of itself. */
class ChannelsTest {
    private static final String INCOMING = "mp.messaging.incoming.";

    private final Properties properties = read();

    @Test
    void every_channel_states_what_happens_when_it_fails() {
        assertThat(channels()).isNotEmpty().allSatisfy(channel -> {
            assertThat(property(channel, "connector")).isEqualTo("smallrye-kafka");
            assertThat(property(channel, "failure-strategy")).isEqualTo("fail");
            assertThat(property(channel, "enable.auto.commit")).isEqualTo("false");
            assertThat(property(channel, "group.id")).isEqualTo("graft.data-prep." + channel);
        });
    }

    @Test
    void every_channel_reads_a_topic_of_the_contracts() {
        Set<String> topics =
                Arrays.stream(EventType.values()).map(EventType::topic).collect(Collectors.toSet());

        assertThat(channels()).allSatisfy(channel -> assertThat(topics).contains(property(channel, "topic")));
    }

    private Set<String> channels() {
        return properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(INCOMING))
                .map(name -> name.substring(INCOMING.length()))
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toSet());
    }

    private String property(String channel, String name) {
        return properties.getProperty(INCOMING + channel + "." + name);
    }

    private static Properties read() {
        Properties properties = new Properties();
        try (InputStream in = ChannelsTest.class.getResourceAsStream("/application.properties")) {
            properties.load(Objects.requireNonNull(in));
            return properties;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
