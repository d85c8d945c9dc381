package dev.graft.registry.openlineage;

import io.openlineage.client.OpenLineage.SchemaDatasetFacetFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a step reads or makes.
 *
 * @param type {@value #FILE}, {@value #MODEL} or {@value #STREAM}
 * @param version what changes with the content; null: not known
 * @param columns none: not known, or it has none
 */
record Artefact(DatasetName name, String type, @Nullable String version, List<SchemaDatasetFacetFields> columns) {
    static final String FILE = "FILE";
    static final String MODEL = "MODEL";
    static final String STREAM = "STREAM";

    Artefact(DatasetName name, String type, @Nullable String version) {
        this(name, type, version, List.of());
    }
}
