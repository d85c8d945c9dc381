package dev.graft.dashboard.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ChannelsTest {
    private static final String CHANNEL = "mp.messaging.incoming." + EventFeed.CHANNEL + ".";

    @Test
    void one_channel_reads_every_topic_of_the_mesh_from_its_beginning_and_commits_nothing() throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
            properties.load(in);
        }

        assertThat(properties.getProperty(CHANNEL + "topics").split(","))
                .containsExactlyInAnyOrder(TopicEnds.topics().toArray(String[]::new));
        assertThat(properties.getProperty(CHANNEL + "failure-strategy")).isEqualTo("fail");
        assertThat(properties.getProperty(CHANNEL + "auto.offset.reset")).isEqualTo("earliest");
        assertThat(properties.getProperty(CHANNEL + "commit-strategy")).isEqualTo("ignore");
        assertThat(properties.getProperty(CHANNEL + "enable.auto.commit")).isEqualTo("false");
        assertThat(properties.getProperty(CHANNEL + "group.id")).contains("${quarkus.uuid}");
        assertThat(properties.stringPropertyNames())
                .filteredOn(name -> name.startsWith("mp.messaging.incoming."))
                .allMatch(name -> name.startsWith(CHANNEL));
    }
}
