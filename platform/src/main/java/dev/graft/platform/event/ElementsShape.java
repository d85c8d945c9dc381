package dev.graft.platform.event;

import com.fasterxml.jackson.databind.JsonNode;

/** What each element of an array must be; what is no array keeps it. */
record ElementsShape(Shape each) implements Shape {
    @Override
    public boolean surelyKeeps(JsonNode value) {
        if (value.isArray()) {
            for (JsonNode element : value) {
                if (!each.surelyKeeps(element)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public boolean surelyBreaks(JsonNode value) {
        if (value.isArray()) {
            for (JsonNode element : value) {
                if (each.surelyBreaks(element)) {
                    return true;
                }
            }
        }
        return false;
    }
}
