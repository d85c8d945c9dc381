package dev.graft.predictor.serving.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChannelsTest {
    private static final Pattern CHANNEL = Pattern.compile("mp\\.messaging\\.incoming\\.([^.]+)\\..+");

    private final Properties config = new Properties();
    private final Set<String> channels = new TreeSet<>();

    @BeforeEach
    void read_the_configuration() throws IOException {
        try (InputStream file = getClass().getClassLoader().getResourceAsStream("application.properties")) {
            config.load(new java.io.InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8));
        }
        for (String name : config.stringPropertyNames()) {
            Matcher channel = CHANNEL.matcher(name);
            if (channel.matches()) {
                channels.add(channel.group(1));
            }
        }
    }

    @Test
    void every_consumer_has_a_configured_channel_and_every_channel_a_consumer() {
        Set<String> consumed = Arrays.stream(ChampionChanges.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Incoming.class))
                .map(method -> method.getAnnotation(Incoming.class).value())
                .collect(Collectors.toSet());

        assertThat(channels).isNotEmpty().isEqualTo(consumed);
    }

    @Test
    void every_channel_says_what_happens_on_a_failure() {
        assertThat(channels)
                .allSatisfy(channel ->
                        assertThat(property(channel, "failure-strategy")).isEqualTo("fail"));
    }

    @Test
    void every_channel_listens_to_a_topic_that_the_contracts_know() {
        Set<String> topics =
                Arrays.stream(EventType.values()).map(EventType::topic).collect(Collectors.toSet());

        assertThat(channels)
                .allSatisfy(channel -> assertThat(property(channel, "topic")).isIn(topics));
    }

    @Test
    void every_process_hears_every_record() {
        assertThat(channels).allSatisfy(channel -> {
            assertThat(property(channel, "group.id")).contains(channel).endsWith("${quarkus.uuid}");
            assertThat(property(channel, "enable.auto.commit")).isEqualTo("false");
            assertThat(property(channel, "auto.offset.reset")).isEqualTo("latest");
        });
    }

    private String property(String channel, String name) {
        return config.getProperty("mp.messaging.incoming." + channel + "." + name, "");
    }
}
