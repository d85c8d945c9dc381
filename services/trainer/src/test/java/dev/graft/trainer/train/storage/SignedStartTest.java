package dev.graft.trainer.train.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.event.Scores;
import dev.graft.platform.json.Json;
import dev.graft.platform.model.Champions;
import dev.graft.platform.signing.SignedVersions;
import dev.graft.platform.signing.UntrustedModel;
import dev.graft.platform.signing.VerifyingKey;
import dev.graft.platform.store.StoreException;
import dev.graft.trainer.fixture.MemoryStore;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedStartTest {
    private static final String TASK = "messages";

    private final MemoryStore store = new MemoryStore();
    private final Champions champions = new Champions(store);

    @Test
    void no_run_starts_from_a_champion_that_is_not_signed() throws GeneralSecurityException {
        givenAChampion();
        var source = new RegisteredChampions(champions, new SignedVersions(store, List.of(key())), store);

        assertThat(source.live(TASK)).isEmpty();
        assertThatThrownBy(() -> source.version(TASK, 1))
                .isInstanceOf(UntrustedModel.class)
                .hasMessageContaining("it is not signed");
    }

    @Test
    void without_keys_the_champion_is_read() {
        givenAChampion();
        var source = new RegisteredChampions(champions, new SignedVersions(store, List.of()), store);

        assertThatThrownBy(() -> source.version(TASK, 1))
                .isInstanceOf(StoreException.Missing.class)
                .hasMessageContaining(ModelFolder.LINEAGE_FILE);
    }

    private static VerifyingKey key() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return VerifyingKey.of((ECPublicKey) generator.generateKeyPair().getPublic());
    }

    private void givenAChampion() {
        ObjectRef none = new ObjectRef("s3://graft/none", "0".repeat(64), 0);
        ModelFolder folder = new ModelFolder("s3://graft/runs/run/model/", List.of());
        RunCompleted run = new RunCompleted(TASK, 1, "run", "snapshot", none, folder, null, 1, 1, false, 0.9, 0.9, 1);
        Scores scores = new Scores(20, 0.9, 0.9, 0.1);
        var verdict = new ModelEvaluated(
                TASK, "run", 1, none, null, ModelEvaluated.Decision.PROMOTE, "better", List.of(), scores, null, 1, run);
        put(StoreLayout.modelVersion(TASK, 1), new ModelVersion(TASK, 1, Instant.EPOCH, verdict));
        put(
                StoreLayout.modelAlias(TASK, ModelAlias.CHAMPION),
                new ModelAlias(TASK, ModelAlias.CHAMPION, 1, 1, Instant.EPOCH));
    }

    private void put(String key, Object document) {
        store.put(key, Json.bytes(document), "application/json");
    }
}
