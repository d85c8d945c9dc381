package dev.graft.platform.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What an object's fields must be; what is no object keeps it.
 *
 * @param others what fields must be that are not named
 */
record ObjectShape(Map<String, Shape> fields, Shape others) implements Shape {
    @Override
    public boolean surelyKeeps(JsonNode value) {
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                if (!fields.getOrDefault(field.getKey(), others).surelyKeeps(field.getValue())) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public boolean surelyBreaks(JsonNode value) {
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                if (fields.getOrDefault(field.getKey(), others).surelyBreaks(field.getValue())) {
                    return true;
                }
            }
        }
        return false;
    }
}
