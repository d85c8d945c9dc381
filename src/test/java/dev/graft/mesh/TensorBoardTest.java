package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.Event;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.RunEpochCompleted;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The event files beside a real run's model, read by TensorBoard's own reader of the Python that {@code GRAFT_PYTHON} names. */
class TensorBoardTest {
    private static final String SKIPPED =
            "SKIPPED: TensorBoard itself read no curves. Name a Python in GRAFT_PYTHON that" + " has tensorboard";
    private static final String TASK = "tensorboard";
    private static final int NOT_INSTALLED = 3;
    private static final int EPOCHS = 3;

    /** Points are kept as FP32. */
    private static final double ROUNDING = 1e-6;

    @TempDir
    Path folder;

    @Test
    void tensorboard_reads_the_curves_that_the_events_tell() throws Exception {
        // given
        String python = System.getenv("GRAFT_PYTHON");
        skipAloudUnless(python != null);
        Mesh mesh = Mesh.shared();
        mesh.declare(Rows.slowTask(TASK, EPOCHS));
        mesh.announce(TASK, Rows.some(60, 91));
        RunCompleted run =
                mesh.tap().await(TASK, RunCompleted.class, Outcomes.PATIENCE).data();
        List<RunEpochCompleted> epochs = mesh.tap().events(TASK, RunEpochCompleted.class).stream()
                .map(Event::data)
                .toList();
        fetchCurves(mesh, run.model());

        // when
        JsonNode read = read(String.valueOf(python));

        // then
        assertThat(epochs).hasSizeGreaterThanOrEqualTo(EPOCHS);
        Map.<String, ToDoubleFunction<RunEpochCompleted>>of(
                        "loss/train", RunEpochCompleted::trainLoss,
                        "loss/validation", RunEpochCompleted::validationLoss,
                        "metrics/validation/accuracy", RunEpochCompleted::validationAccuracy,
                        "metrics/validation/macro-f1", RunEpochCompleted::validationMacroF1,
                        "learning-rate", RunEpochCompleted::learningRate)
                .forEach((tag, value) -> assertSame(tag, read.path("scalars").path(tag), epochs, value));
        assertThat(read.path("texts").toString()).contains("fine-tune");
    }

    private static void assertSame(
            String tag, JsonNode points, List<RunEpochCompleted> epochs, ToDoubleFunction<RunEpochCompleted> value) {
        assertThat(points).as(tag).hasSameSizeAs(epochs);
        for (int i = 0; i < epochs.size(); i++) {
            assertThat(points.get(i).get(0).asInt())
                    .as(tag)
                    .isEqualTo(epochs.get(i).epoch());
            assertThat(points.get(i).get(1).asDouble())
                    .as(tag)
                    .isCloseTo(value.applyAsDouble(epochs.get(i)), within(ROUNDING));
        }
    }

    private void fetchCurves(Mesh mesh, ModelFolder model) {
        for (ModelFolder.File file : model.files()) {
            if (file.path().startsWith("runs/")) {
                Path target = folder.resolve(file.path().substring("runs/".length()));
                mesh.store().download(model.uri() + file.path(), file.sha256(), file.bytes(), target);
            }
        }
    }

    private JsonNode read(String python) throws IOException, InterruptedException {
        Path output = folder.resolve("read.json");
        Process process = new ProcessBuilder(python, "src/test/python/read_curves.py", folder.toString())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int status = process.waitFor();
        skipAloudUnless(status != NOT_INSTALLED);
        assertThat(status).isZero();
        return Json.read(Files.readAllBytes(output), JsonNode.class);
    }

    private static void skipAloudUnless(boolean ready) {
        if (!ready) {
            System.err.println(SKIPPED);
        }
        assumeTrue(ready, SKIPPED);
    }
}
