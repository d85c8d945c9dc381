package dev.graft.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.graft.predictor.serving.SwapChampion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol as a client speaks it that others wrote: {@code tritonclient} of the Python that {@code GRAFT_PYTHON} names. */
@QuarkusTest
@QuarkusTestResource(LocalStoreAndBroker.class)
class TritonClientTest {
    private static final String SKIPPED = "SKIPPED: no client that others wrote asked the predictor. Name a Python in"
            + " GRAFT_PYTHON that has tritonclient[http,grpc]";

    @Inject
    TestRegistry registry;

    @Inject
    SwapChampion swap;

    @TestHTTPResource("/")
    URL url;

    @TempDir
    Path folder;

    @Test
    void tritonclient_works_unchanged_over_http_and_grpc() throws IOException, InterruptedException {
        // given
        String python = pythonWithTriton();
        registry.promote("triton-texts", 1, TinyModels.right());
        registry.promote("triton-images", 1, TinyImages.write(Files.createDirectory(folder.resolve("model"))));
        swap.bringUpToDate("triton-texts");
        swap.bringUpToDate("triton-images");
        Path image =
                Files.write(folder.resolve("image.png"), Base64.getDecoder().decode(TinyImages.png(40, 30)));

        // when
        Process session = new ProcessBuilder(
                        python,
                        "src/test/resources/dev/graft/predictor/triton_session.py",
                        url.getHost() + ":" + url.getPort(),
                        "triton-texts",
                        TinyModels.PARCEL_TEXT,
                        TinyModels.PARCEL,
                        "triton-images",
                        image.toString(),
                        "warm")
                .redirectErrorStream(true)
                .start();
        String said = new String(session.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // then
        assertThat(session.waitFor()).as(said).isZero();
        assertThat(said).contains("tritonclient.http: ok", "tritonclient.grpc: ok");
    }

    private static String pythonWithTriton() throws IOException, InterruptedException {
        String python = System.getenv("GRAFT_PYTHON");
        boolean found = python != null
                && new ProcessBuilder(python, "-c", "import tritonclient.http, tritonclient.grpc")
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
        if (!found) {
            System.err.println(SKIPPED);
        }
        assumeTrue(found, SKIPPED);
        return python;
    }
}
