package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alert rules and the Grafana dashboard in {@code deploy/monitoring} against the metrics that there are. */
class MonitoringTest {
    private static final Path PROJECT = Path.of(System.getProperty("graft.project"));
    private static final Path FILES = PROJECT.resolve("deploy/monitoring");
    private static final Pattern METRIC = Pattern.compile("\\b(?:graft|kafka|jvm|http|process)_[a-z0-9_]+");
    private static final Pattern ENDING = Pattern.compile("_(?:seconds_)?(?:total|count|sum|max|bucket)$");
    private static final Pattern LITERAL = Pattern.compile("\"(graft\\.[a-z.]+)\"");

    /** How {@code promtool check metrics} ends when it could read them. */
    private static final int CLEAN = 0;

    private static final int COMPLAINS = 3;

    /** Not about a name: what they are is told in docs/observability.md. */
    private static final String NO_HELP = "no help text";

    @Test
    void nothing_is_asked_for_that_no_service_measures() throws Exception {
        Set<String> own = named("graft_");
        Set<String> others = named("");
        others.removeAll(own);

        assertThat(own).isNotEmpty();
        assertThat(own.stream().map(MonitoringTest::dotted)).isSubsetOf(inSources());
        assertThat(others).isNotEmpty().isSubsetOf(exported());
    }

    @Test
    void the_rules_do_what_their_tests_say() throws Exception {
        String promtool = System.getenv().getOrDefault("GRAFT_PROMTOOL", "");
        assumeTrue(!promtool.isEmpty(), "GRAFT_PROMTOOL names no promtool; alert rules are not checked");

        assertThat(run(promtool, "check", "config", "prometheus.yml")).contains("SUCCESS");
        assertThat(run(promtool, "test", "rules", "alerts_test.yml")).contains("SUCCESS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data-prep", "trainer", "evaluator", "registry", "predictor", "dashboard"})
    void own_metrics_are_named_as_prometheus_wants(String service) throws Exception {
        String promtool = System.getenv().getOrDefault("GRAFT_PROMTOOL", "");
        assumeTrue(!promtool.isEmpty(), "GRAFT_PROMTOOL names no promtool; names of metrics are not checked");
        Path metrics = Files.createTempFile("graft-metrics-", ".txt");
        Files.writeString(metrics, plain(service));

        Process check = new ProcessBuilder(promtool, "check", "metrics")
                .redirectInput(metrics.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(check.waitFor()).as(output).isIn(CLEAN, COMPLAINS);
        assertThat(output.lines()).noneMatch(line -> line.startsWith("graft_") && !line.endsWith(NO_HELP));
        Files.delete(metrics);
    }

    /** In the older form, since promtool reads no OpenMetrics. */
    private static String plain(String service) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        Mesh.shared().service(service).url().resolve("/q/metrics"))
                .header("Accept", "text/plain;version=0.0.4")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static Set<String> named(String prefix) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String file : List.of("alerts.yml", "grafana.json")) {
            METRIC.matcher(Files.readString(FILES.resolve(file)))
                    .results()
                    .map(MatchResult::group)
                    .filter(name -> name.startsWith(prefix))
                    .forEach(names::add);
        }
        return names;
    }

    /** As Micrometer calls it in the code. */
    private static String dotted(String name) {
        return ENDING.matcher(name).replaceFirst("").replace('_', '.');
    }

    private static Set<String> inSources() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String folder : List.of("services", "platform")) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(folder))) {
                for (Path file : files.filter(each -> each.toString().endsWith(".java"))
                        .filter(each -> each.toString().contains("/src/main/"))
                        .toList()) {
                    LITERAL.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
                }
            }
        }
        return names;
    }

    private static Set<String> exported() throws IOException, InterruptedException {
        return Mesh.shared()
                .get("data-prep", "/q/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toSet());
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(FILES.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
