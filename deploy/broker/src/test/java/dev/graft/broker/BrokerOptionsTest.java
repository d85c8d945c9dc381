package dev.graft.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerOptionsTest {

    @Test
    void reads_folder_and_ports() {
        BrokerOptions options =
                BrokerOptions.parse("--port", "7401", "--data-dir", "some/folder", "--controller-port", "7402");

        assertThat(options).isEqualTo(new BrokerOptions(Path.of("some/folder").toAbsolutePath(), 7401, 7402));
    }

    @ParameterizedTest
    @CsvSource({
        "--data-dir d --port 1,--controller-port is missing",
        "--data-dir d --port x --controller-port 2,--port is not a number",
        "--data-dir d --port 0 --controller-port 2,not between 1 and 65535",
        "--data-dir d --port 2 --controller-port 2,are both 2",
        "--data-dir d --port 1 --controller-port 2 --color red,unknown option",
        "--data-dir,has no value"
    })
    void names_what_is_wrong(String commandLine, String reason) {
        assertThatThrownBy(() -> BrokerOptions.parse(commandLine.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
