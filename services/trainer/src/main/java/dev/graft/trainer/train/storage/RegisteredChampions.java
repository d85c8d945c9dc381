package dev.graft.trainer.train.storage;

import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.learning.strategy.TransferStrategy.Distillation;
import dev.graft.platform.json.Hashes;
import dev.graft.platform.json.Json;
import dev.graft.platform.model.Champions;
import dev.graft.platform.signing.SignedVersions;
import dev.graft.platform.signing.UntrustedModel;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.StoreException;
import dev.graft.trainer.plan.ChampionSource;
import dev.graft.trainer.plan.LiveChampion;
import dev.graft.trainer.train.Lineage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Champions as the registry registered them; what they are made of is in their lineage. A live one whose files are gone
 * or changed, or not signed where a key asks for it, is nothing to start from, and counts as none.
 */
public final class RegisteredChampions implements ChampionSource {
    private static final Logger LOG = Logger.getLogger(RegisteredChampions.class);
    private static final int MAX_LINEAGE_BYTES = 16 << 20;

    private final Champions champions;
    private final SignedVersions signed;
    private final ObjectStore store;

    public RegisteredChampions(Champions champions, SignedVersions signed, ObjectStore store) {
        this.champions = champions;
        this.signed = signed;
        this.store = store;
    }

    @Override
    public Optional<LiveChampion> live(String task) {
        try {
            return champions.find(task).map(this::champion);
        } catch (StoreException.Missing | StoreException.ChecksumMismatch | UntrustedModel e) {
            LOG.warnf("task %s: no start from its champion: %s", task, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public LiveChampion version(String task, int version) {
        return champion(champions.version(task, version));
    }

    private LiveChampion champion(ModelVersion version) {
        signed.check(version);
        ModelFolder model = version.evaluation().run().model();
        Lineage lineage = Json.read(lineageOf(model), Lineage.class);
        return new LiveChampion(
                version.version(),
                model,
                lineage.backboneNames(),
                lineage.signature().labels(),
                Set.copyOf(lineage.data().batches()),
                Objects.requireNonNullElse(lineage.signature().columns(), List.of()),
                lineage.strategy() instanceof Distillation);
    }

    private byte[] lineageOf(ModelFolder model) {
        String uri = model.uri() + ModelFolder.LINEAGE_FILE;
        ModelFolder.File file = model.files().stream()
                .filter(each -> each.path().equals(ModelFolder.LINEAGE_FILE))
                .findFirst()
                .orElseThrow(() -> new StoreException.Missing(uri));
        byte[] content = read(uri);
        String actual = Hashes.sha256(content);
        if (!actual.equals(file.sha256())) {
            throw new StoreException.ChecksumMismatch(uri, file.sha256(), actual);
        }
        return content;
    }

    private byte[] read(String uri) {
        try (InputStream in = store.open(uri)) {
            return in.readNBytes(MAX_LINEAGE_BYTES);
        } catch (IOException e) {
            throw new StoreException.Unavailable("object store: " + e.getMessage() + " at " + uri, e);
        }
    }
}
