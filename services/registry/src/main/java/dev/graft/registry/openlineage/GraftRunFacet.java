package dev.graft.registry.openlineage;

import io.openlineage.client.OpenLineage.DefaultRunFacet;
import java.net.URI;
import java.util.Map;

/** A run facet of Graft's own; its schema lies on the class path below {@code schemas/openlineage}. */
final class GraftRunFacet extends DefaultRunFacet {
    private static final String SCHEMAS = "https://graft.dev/schemas/openlineage/1-0-0/";

    private final URI schema;

    private GraftRunFacet(URI producer, String schemaName, Map<String, Object> properties) {
        super(producer);
        this.schema = URI.create(SCHEMAS + schemaName + ".json#/$defs/" + schemaName);
        getAdditionalProperties().putAll(properties);
    }

    /** How far a run is. */
    static GraftRunFacet progress(URI producer, Map<String, Object> figures) {
        return new GraftRunFacet(producer, "GraftProgressRunFacet", figures);
    }

    /** How a run ended, in one word and in one sentence. */
    static GraftRunFacet outcome(URI producer, String outcome, String explanation) {
        return new GraftRunFacet(
                producer, "GraftOutcomeRunFacet", Map.of("outcome", outcome, "explanation", explanation));
    }

    @Override
    public URI get_schemaURL() {
        return schema;
    }
}
