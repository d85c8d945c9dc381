package dev.graft.learning.export;

import dev.graft.learning.TinyBert;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** Encoders by name: those that are Maven artefacts, small ones of each family, and {@code bert}, a tiny one. */
final class Encoders {
    private Encoders() {}

    static BackboneFiles named(String name) throws IOException, URISyntaxException {
        if (Backbones.names().contains(name)) {
            return Backbones.named(name);
        }
        return name.equals("bert")
                ? TinyBert.files()
                : Backbones.folder(Path.of(
                        Objects.requireNonNull(Encoders.class.getResource("/dev/graft/learning/families/" + name), name)
                                .toURI()));
    }
}
