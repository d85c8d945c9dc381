package dev.graft.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTemplateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/runs | '' | /runs",
                "/ | models | /models",
                "evaluations | {runId}/{attempt} | /evaluations/{runId}/{attempt}",
                "/models/{task:[a-z0-9][a-z0-9-]{0,62}} | /versions/{from:\\d{1,9}}/diff/{to:\\d{1,9}}"
                        + " | /models/{task}/versions/{from}/diff/{to}",
                "/artifacts/ | /{path:.+} | /artifacts/{path}"
            })
    void joins_the_paths_of_class_and_method_without_patterns(String ofClass, String ofMethod, String joined) {
        assertThat(PathTemplate.joined(ofClass, ofMethod)).isEqualTo(joined);
    }
}
