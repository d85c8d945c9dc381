package dev.graft.registry.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.platform.event.EventCodec;
import dev.graft.platform.signing.SigningKeys;
import dev.graft.platform.step.Steps;
import dev.graft.registry.book.Books;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.Keys;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.RegistryProcess;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.history.storage.StoredHistory;
import dev.graft.registry.version.storage.Signing;
import dev.graft.registry.version.storage.StoredVersions;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditMovesTest {
    private static final Instant EARLY = Instant.parse("2026-11-24T09:00:00Z");
    private static final Instant LATE = Instant.parse("2026-11-24T10:00:00Z");
    private static final SigningKeys UNSIGNED = Keys.NONE;

    private final MemoryStore store = new MemoryStore();
    private final EventCodec codec = new EventCodec();
    private final Books books = new Books(
            store,
            new StoredVersions(store, new Steps(store, codec), new Signing(UNSIGNED)),
            new StoredHistory(store, codec));
    private final AuditMoves auditing = new AuditMoves(books);

    @BeforeEach
    void two_models() {
        Broker broker = new Broker();
        RegistryProcess early = new RegistryProcess(store, broker, EARLY);
        early.decide(Verdicts.promote("parcels", "run-1", null));
        early.decide(Verdicts.promote("machines", "run-2", null));
        RegistryProcess late = new RegistryProcess(store, broker, LATE);
        late.decide(Verdicts.promote("parcels", "run-3", 1));
        late.rollBack("parcels");
    }

    @Test
    void shows_the_moves_of_all_models_newest_first() {
        assertThat(found(null, null, 0, 10))
                .containsExactly("parcels 3 ada", "parcels 2 evaluator", "machines 1 evaluator", "parcels 1 evaluator");
    }

    @Test
    void shows_those_since_a_time_and_by_a_person() {
        assertThat(found(LATE, null, 0, 10)).containsExactly("parcels 3 ada", "parcels 2 evaluator");
        assertThat(found(LATE.plusMillis(1), null, 0, 10)).isEmpty();
        assertThat(found(null, "ada", 0, 10)).containsExactly("parcels 3 ada");
        assertThat(found(null, "ad", 0, 10)).isEmpty();
    }

    @Test
    void is_cut_into_pages() {
        assertThat(found(null, null, 1, 2)).containsExactly("parcels 2 evaluator", "machines 1 evaluator");
        assertThat(auditing.moves(new AuditMoves.Wanted(null, null), new Page.Cut(1, 2))
                        .total())
                .isEqualTo(4);
    }

    @Test
    void finds_what_another_process_has_just_done() {
        assertThat(found(null, "ada", 0, 10)).hasSize(1);
        new RegistryProcess(store, new Broker(), LATE.plusSeconds(1)).rollBackTo("parcels", 2);

        assertThat(found(null, "ada", 0, 10)).containsExactly("parcels 4 ada", "parcels 3 ada");
    }

    private List<String> found(@Nullable Instant since, @Nullable String by, int offset, int limit) {
        return auditing.moves(new AuditMoves.Wanted(since, by), new Page.Cut(offset, limit)).items().stream()
                .map(each -> each.task() + " " + each.move().sequence() + " "
                        + each.move().requestedBy())
                .toList();
    }
}
