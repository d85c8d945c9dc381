package dev.graft.launcher.command;

import dev.graft.contracts.document.StoredBackbone;
import dev.graft.launcher.client.BackboneFolder;
import dev.graft.launcher.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft backbone}. */
@Command(
        name = "backbone",
        description =
                "Puts a pre-trained encoder (BERT, MiniLM, DistilBERT or RoBERTa; for images MobileNetV2, ResNet or"
                        + " VGG as timm writes them) into the object store, under a name that tasks give as their backbone. A name is given once.")
public final class BackboneCommand implements Callable<Integer> {

    @Mixin
    private MeshOptions options = new MeshOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "Lower-case letters, digits, dots and hyphens")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "FOLDER",
            description =
                    "config.json, tokenizer.json (not for images), and model.safetensors (or its shards) or model.onnx")
    private Path folder = Path.of("");

    @Option(
            names = "--origin",
            paramLabel = "MODEL",
            description = "Where it comes from, for lineage and model cards, such as its id on the Hugging Face hub."
                    + " Default: its name")
    private @Nullable String origin;

    @Option(
            names = "--licence",
            paramLabel = "SPDX",
            defaultValue = "other",
            description = "Of the weights, such as apache-2.0. Default: ${DEFAULT-VALUE}")
    private String licence = "other";

    private final Terminal terminal;

    public BackboneCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        BackboneFolder backbone = BackboneFolder.of(folder);
        StoredBackbone stored = backbone.upload(
                name,
                origin == null ? name : origin,
                licence,
                MeshClients.of(options).store(),
                file -> terminal.out().println("sending " + file));
        terminal.out()
                .println("backbone '" + stored.name() + "' is in the store, "
                        + stored.folder().files().size() + " files; a task names it as its backbone");
        return ExitCode.DONE;
    }
}
