package dev.graft.learning.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
    private static final Path SOURCE = Path.of("src/test/java/dev/graft/learning/example/OwnCsv.java");

    @TempDir
    Path folder;

    @Test
    void shows_the_example_as_it_is_compiled() throws IOException {
        String source = Files.readString(SOURCE);
        String program = source.substring(source.indexOf("final class OwnCsv"));

        assertThat(Files.readString(Path.of("README.md"))).contains(program.strip());
        assertThat(program.lines().filter(line -> !line.isBlank()))
                .as("lines of the example")
                .hasSizeLessThan(30);
    }

    @Test
    void the_example_learns_a_csv_and_answers() throws IOException {
        String printed = printed(() -> OwnCsv.main(new String[] {
            "../examples/customer-messages/batch-1.csv", folder.resolve("model").toString()
        }));

        assertThat(printed).contains("epoch 1: ").contains("% order_status");
        assertThat(folder.resolve("model/model.safetensors")).isNotEmptyFile();
    }

    private interface Program {
        void run() throws IOException;
    }

    private static String printed(Program program) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream terminal = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(terminal);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
