package dev.graft.registry.openlineage;

import dev.graft.contracts.task.Features.Column;
import dev.graft.contracts.task.Task;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.SchemaDatasetFacetFields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns of a task's rows as its shards have them; what only some rows have is left out. */
final class RowColumns {
    private static final String STRING = "string";
    private static final int NAMED_LABELS = 50;
    private static final int NAMED_COLUMNS = 1_000;

    private final OpenLineage vocabulary;

    RowColumns(OpenLineage vocabulary) {
        this.vocabulary = vocabulary;
    }

    List<SchemaDatasetFacetFields> of(Task task) {
        return Stream.of(
                        Stream.of(column("rowId", STRING, "hash of the content")),
                        content(task),
                        Stream.of(
                                column("label", STRING, labels(task.labels())),
                                column("split", STRING, "train, validation or test"),
                                column("batchId", STRING, null)))
                .flatMap(columns -> columns)
                .toList();
    }

    private Stream<SchemaDatasetFacetFields> content(Task task) {
        if (task.ofImages()) {
            return Stream.of(vocabulary.newSchemaDatasetFacetFields(
                    "image", "struct", null, List.of(column("bytes", "binary", null), column("path", STRING, null))));
        }
        if (task.ofNumbers()) {
            return Stream.of(vocabulary.newSchemaDatasetFacetFields("values", "array<double>", null, numbers(task)));
        }
        return task.ofPairs()
                ? Stream.of(column("text", STRING, null), column("textPair", STRING, null))
                : Stream.of(column("text", STRING, null));
    }

    private @Nullable List<SchemaDatasetFacetFields> numbers(Task task) {
        List<Column> columns = task.features() == null ? null : task.features().columns();
        return Optional.ofNullable(columns)
                .map(all -> all.stream()
                        .limit(NAMED_COLUMNS)
                        .map(each -> column(each.name(), each.values() == null ? "double" : STRING, null))
                        .toList())
                .orElse(null);
    }

    private static String labels(List<String> labels) {
        String named = String.join(", ", labels.subList(0, Math.min(NAMED_LABELS, labels.size())));
        return labels.size() > NAMED_LABELS ? named + " and " + (labels.size() - NAMED_LABELS) + " more" : named;
    }

    private SchemaDatasetFacetFields column(String name, String type, @Nullable String description) {
        return vocabulary.newSchemaDatasetFacetFields(name, type, description, null);
    }
}
