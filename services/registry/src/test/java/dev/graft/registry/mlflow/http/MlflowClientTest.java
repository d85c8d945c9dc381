package dev.graft.registry.mlflow.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.graft.contracts.event.ModelFolder;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.LocalStoreAndBroker;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.promotion.DecideChallenger;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A session of the real Python client, unmodified; skipped, and that is said, where Python or PyPI cannot be reached. */
@QuarkusTest
@TestProfile(Guarded.class)
@QuarkusTestResource(LocalStoreAndBroker.class)
class MlflowClientTest {
    private static final String CLIENT = "mlflow-skinny==3.17.2";
    private static final Path ENVIRONMENT = Path.of("target", "mlflow-client").toAbsolutePath();
    private static final Path SESSION =
            Path.of("src/test/resources/dev/graft/registry/mlflow/session.py").toAbsolutePath();
    private static final int MINUTES = 4;

    private final String task = "messages-" + ProcessHandle.current().pid();

    @Inject
    ObjectStore store;

    @Inject
    DecideChallenger deciding;

    @Test
    void the_real_client_works_unchanged() throws Exception {
        assumeTrue(clientIsThere(), "SKIPPED: python3 with " + CLIENT + " from PyPI cannot be had here");
        deciding.decide(Verdicts.promote(task, task + "-a", null, StoredFolder.put(store, task + "-a")));
        ModelFolder live = StoredFolder.put(store, task + "-b");
        deciding.decide(Verdicts.promote(task, task + "-b", 1, live));
        Path folder = Files.createDirectories(
                Path.of("target", "mlflow-session", task).toAbsolutePath());
        Path log = folder.resolve("session.log");

        int status = run(
                log,
                Map.of("MLFLOW_TRACKING_TOKEN", Guarded.TOKEN, "MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0"),
                ENVIRONMENT.resolve("bin/python").toString(),
                SESSION.toString(),
                RestAssured.baseURI + ":" + RestAssured.port,
                task,
                Files.createDirectories(folder.resolve("model")).toString(),
                folder.resolve("session.jsonl").toString());

        String said = Files.readString(log);
        assertThat(status).as(said).isZero();
        assertThat(said).contains("session: ok");
        for (ModelFolder.File file : live.files()) {
            assertThat(said).contains("downloaded: " + file.path() + " " + file.sha256());
        }
    }

    @Test
    void the_real_client_sets_up_webhooks_and_checks_their_signatures() throws Exception {
        assumeTrue(clientIsThere(), "SKIPPED: python3 with " + CLIENT + " from PyPI cannot be had here");
        Path log = Files.createDirectories(Path.of("target", "mlflow-session")).resolve("webhooks.log");

        int status = run(
                log.toAbsolutePath(),
                Map.of("MLFLOW_TRACKING_TOKEN", Guarded.TOKEN, "MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0"),
                ENVIRONMENT.resolve("bin/python").toString(),
                SESSION.resolveSibling("webhooks.py").toString(),
                RestAssured.baseURI + ":" + RestAssured.port,
                task + "-hooks");

        String said = Files.readString(log);
        assertThat(status).as(said).isZero();
        assertThat(said).contains("webhooks: ok");
    }

    @Test
    void the_real_client_is_told_that_a_write_needs_the_token() throws Exception {
        assumeTrue(clientIsThere(), "SKIPPED: python3 with " + CLIENT + " from PyPI cannot be had here");
        Path log = Files.createDirectories(Path.of("target", "mlflow-session")).resolve("no-token.log");

        int status = run(
                log.toAbsolutePath(),
                Map.of("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0"),
                ENVIRONMENT.resolve("bin/python").toString(),
                "-c",
                "import sys, mlflow; mlflow.MlflowClient(sys.argv[1]).create_registered_model('x')",
                RestAssured.baseURI + ":" + RestAssured.port);

        assertThat(status).isNotZero();
        assertThat(Files.readString(log)).contains("Authorization: Bearer");
    }

    private static boolean clientIsThere() throws InterruptedException {
        Path log = Path.of("target").resolve("mlflow-client.log").toAbsolutePath();
        String python = ENVIRONMENT.resolve("bin/python").toString();
        try {
            boolean made = Files.exists(ENVIRONMENT.resolve("bin/python"))
                    || run(log, Map.of(), "python3", "-m", "venv", ENVIRONMENT.toString()) == 0;
            return made && run(log, Map.of(), python, "-m", "pip", "install", "-q", CLIENT) == 0;
        } catch (IOException e) {
            return false; // There is no python3.
        }
    }

    private static int run(Path log, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).redirectOutput(new File(log.toString()));
        builder.environment().keySet().removeIf(name -> name.startsWith("MLFLOW_"));
        builder.environment().putAll(environment);
        builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }
}
