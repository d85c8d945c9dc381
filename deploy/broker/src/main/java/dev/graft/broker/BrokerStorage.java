package dev.graft.broker;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** The folder of the broker's log, formatted once. */
final class BrokerStorage {

    private final Path log;
    private final Path unfinished;

    BrokerStorage(Path dataFolder) {
        this.log = dataFolder.resolve("log");
        this.unfinished = dataFolder.resolve("log.unfinished");
    }

    /**
     * The folder that Kafka may open. A first start formats beside it and renames, so that a process killed while it
     * formats leaves nothing that the next start would take for a log.
     *
     * @throws IOException when the folder cannot be written
     */
    Path open() throws IOException {
        if (!Files.exists(log)) {
            deleteUnfinished();
            Files.createDirectories(unfinished);
            format();
            Files.move(unfinished, log, StandardCopyOption.ATOMIC_MOVE);
        }
        return log;
    }

    private void format() throws IOException {
        try (PrintStream silent = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(unfinished.toString())
                    .addDirectory(unfinished.toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setFeatureLevel("kraft.version", (short) 0)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot format " + unfinished, e);
        }
    }

    private void deleteUnfinished() throws IOException {
        if (!Files.exists(unfinished)) {
            return;
        }
        try (Stream<Path> files = Files.walk(unfinished)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
