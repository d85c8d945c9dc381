package dev.graft.learning.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process that opens a model folder, by our own network and by its ONNX file, and writes both answers. */
final class ReloadedModel {

    private ReloadedModel() {}

    static final List<TextInput> INPUTS =
            List.of(TextInput.of("a very old plum is here"), new TextInput("my saw", "the wren"));

    /** The arguments are a model folder and the folder for {@code own.json} and {@code onnx.json}. */
    public static void main(String[] folders) throws Exception {
        Path model = Path.of(folders[0]);
        ObjectMapper json = new ObjectMapper();
        try (TextClassifier classifier = TextClassifier.load(model, DeviceChoice.CPU);
                OnnxClassifier exported = new OnnxClassifier(model.resolve(TextOnnxExport.FILE), model)) {
            Path answers = Path.of(folders[1]);
            Files.writeString(answers.resolve("own.json"), json.writeValueAsString(classifier.logits(INPUTS)));
            Files.writeString(answers.resolve("onnx.json"), json.writeValueAsString(exported.run("logits", INPUTS)));
        }
    }
}
