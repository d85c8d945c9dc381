package dev.graft.registry.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.ModelAlias;
import dev.graft.contracts.document.ModelVersion;
import dev.graft.contracts.event.ModelEvaluated;
import dev.graft.platform.json.Json;
import dev.graft.registry.book.ModelBook;
import dev.graft.registry.book.VersionStatus;
import dev.graft.registry.history.Move;
import dev.graft.registry.version.Decision;
import dev.graft.registry.version.VersionShelf;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Answers why a version is live, or is not, from what all services have written about it. */
public final class ExplainVersion {
    private final VersionShelf shelf;
    private final Documents documents;
    private final TraceLineage tracing;

    public ExplainVersion(VersionShelf shelf, Documents documents, TraceLineage tracing) {
        this.shelf = shelf;
        this.documents = documents;
        this.tracing = tracing;
    }

    /** Empty when the model has no such version. */
    public Optional<Why> explain(ModelBook book, int number) {
        return book.versions()
                .find(number)
                .flatMap(known -> shelf.read(book.task(), known.number()))
                .map(version -> explain(book, version));
    }

    private Why explain(ModelBook book, ModelVersion version) {
        Optional<Decision> decision = shelf.decision(book.task(), version.version());
        ModelEvaluated verdict = decidingVerdict(version, decision);
        boolean refused = decision.filter(done -> done.outcome() == Decision.Outcome.REFUSED)
                .isPresent();
        List<Move> moves = book.history().moves().stream()
                .filter(move -> move.alias().equals(ModelAlias.CHAMPION))
                .filter(move -> move.version() == version.version()
                        || Objects.equals(move.previousVersion(), version.version()))
                .toList();
        Why facts = new Why(
                book.task(),
                version.version(),
                VersionStatus.of(book, version.version(), refused, verdict.decision()),
                version.createdAt(),
                "",
                book.history().live().orElse(null),
                new Why.Verdict(verdict.decision(), verdict.summary(), verdict.attempt(), verdict.rules()),
                decision.orElse(null),
                moves,
                tracing.trace(verdict));
        return Because.of(facts);
    }

    /**
     * The verdict of the evaluation that decided. It is the one that the version was registered with, unless the
     * champion moved in that very moment; then it lies in the manifest of the evaluation that came later.
     */
    private ModelEvaluated decidingVerdict(ModelVersion version, Optional<Decision> decision) {
        ModelEvaluated first = version.evaluation();
        if (decision.isEmpty() || decision.get().attempt() == first.attempt()) {
            return first;
        }
        JsonNode later = documents
                .read(StoreLayout.evaluation(first.runId(), decision.get().attempt()))
                .path("event")
                .path("data");
        return later.isObject() ? Json.mapper().convertValue(later, ModelEvaluated.class) : first;
    }
}
