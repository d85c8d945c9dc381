package dev.graft.platform.signing;

import dev.graft.contracts.event.ModelFolder;
import dev.graft.platform.json.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The model folder whose signatures the reference tool made, and what lies beside it. */
final class SampleModel {
    static final String NAME = "customer-messages-v3";

    private SampleModel() {}

    static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(SampleModel.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] signature(String curve) {
        return read(resource(curve + ".sig"));
    }

    static VerifyingKey key(String curve) {
        return VerifyingKey.read(resource(curve + ".pub"));
    }

    static ModelFolder folder() {
        return folder(resource("model"));
    }

    static ModelFolder folder(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return new ModelFolder(
                    "s3://graft/runs/run/",
                    all.filter(Files::isRegularFile)
                            .sorted()
                            .map(file -> file(
                                    folder.relativize(file).toString().replace('\\', '/'), Hashes.sha256(read(file))))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ModelFolder.File file(String path, String sha256) {
        return new ModelFolder.File(path, sha256, 1);
    }

    /** The same with one more file, or another one of that path. */
    static ModelFolder with(ModelFolder folder, ModelFolder.File file) {
        ModelFolder without = without(folder, file.path());
        return new ModelFolder(
                folder.uri(),
                Stream.concat(without.files().stream(), Stream.of(file)).toList());
    }

    static ModelFolder without(ModelFolder folder, String path) {
        List<ModelFolder.File> rest = folder.files().stream()
                .filter(each -> !each.path().equals(path))
                .toList();
        return new ModelFolder(folder.uri(), rest);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
