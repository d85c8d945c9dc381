package dev.graft.learning.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Python that {@code GRAFT_PYTHON} names, with what other people open models with. */
final class OtherTools {
    private static final String SKIPPED =
            "SKIPPED: no other tool opened a model folder. Name a Python in GRAFT_PYTHON that"
                    + " has transformers, torch, onnx, onnxruntime, mlflow and huggingface_hub";

    private OtherTools() {}

    /** Runs a script of {@code src/test/python} to its good end; where there is no Python, the test is skipped aloud. */
    static String run(String script, Path... arguments) throws IOException, InterruptedException {
        String python = System.getenv("GRAFT_PYTHON");
        if (python == null) {
            System.err.println(SKIPPED);
        }
        assumeTrue(python != null, SKIPPED);
        List<String> command = new ArrayList<>(List.of(python, "src/test/python/" + script));
        for (Path argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
