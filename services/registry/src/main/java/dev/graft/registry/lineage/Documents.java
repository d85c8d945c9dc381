package dev.graft.registry.lineage;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Documents that other services wrote, as JSON trees: their shape is theirs to change, so what is looked for may be
 * absent.
 */
public interface Documents {
    /**
     * The document under a key or a URI in the mesh's bucket; a missing node ({@link JsonNode#isMissingNode()}) where
     * there is none or where it is not readable as JSON.
     */
    JsonNode read(String keyOrUri);
}
