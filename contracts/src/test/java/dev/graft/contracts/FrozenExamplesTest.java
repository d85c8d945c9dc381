package dev.graft.contracts;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.PublishedExamples.Example;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Keeps what was published once readable for good: {@code frozen-examples.sha256} is in sha256sum's format. */
class FrozenExamplesTest {
    private static final String FROZEN = "published examples are frozen; add a new one";

    @Test
    void no_published_example_is_changed_or_taken_away() throws Exception {
        Map<String, String> present = present();

        frozen().forEach((name, sha256) ->
                assertThat(present).as("%s (%s)", FROZEN, name).containsEntry(name, sha256));
    }

    @Test
    void every_published_example_is_frozen() throws Exception {
        assertThat(present().keySet())
                .as("add the line that sha256sum gives for a new example to frozen-examples.sha256")
                .isEqualTo(frozen().keySet());
    }

    private static Map<String, String> frozen() throws IOException {
        try (InputStream stream = FrozenExamplesTest.class.getResourceAsStream("/frozen-examples.sha256")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" {2}", 2))
                    .collect(toMap(line -> line[1], line -> line[0], (one, other) -> one, TreeMap::new));
        }
    }

    private static Map<String, String> present() throws IOException, NoSuchAlgorithmException {
        Map<String, String> present = new TreeMap<>();
        for (Example example : PublishedExamples.valid().toList()) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(example.file()));
            present.put(example.name(), HexFormat.of().formatHex(digest));
        }
        return present;
    }
}
