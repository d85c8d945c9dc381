package dev.graft.platform.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Makes shapes of JSON Schemas of the 2020-12 dialect. A keyword that is not known here makes the shape of its schema unsure. */
final class Shapes {
    /** What they are may be said beside them, and asks nothing. */
    private static final Set<String> SILENT =
            Set.of("$schema", "$id", "$defs", "title", "description", "default", "errorMessage", "then");

    private final Function<URI, JsonNode> documents;
    private final Map<URI, Shape> known = new HashMap<>();

    /** @param documents by their addresses, without a fragment */
    Shapes(Function<URI, JsonNode> documents) {
        this.documents = documents;
    }

    /** The shape of what lies at an address, with a fragment where it is part of a document. */
    Shape at(URI address) {
        Shape found = known.get(address);
        if (found == null) {
            known.put(address, Shape.UNSURE); // What refers to itself is left to the validator.
            String text = address.toString();
            int fragment = text.indexOf('#');
            URI document = fragment < 0 ? address : URI.create(text.substring(0, fragment));
            JsonNode whole = documents.apply(document);
            found = of(fragment < 0 ? whole : whole.at(address.getFragment()), document);
            known.put(address, found);
        }
        return found;
    }

    private Shape of(JsonNode schema, URI base) {
        if (schema.isBoolean()) {
            boolean all = schema.booleanValue();
            return Shape.exact(value -> all);
        }
        List<Shape> rules = new ArrayList<>();
        if (schema.has("properties") || schema.has("additionalProperties")) {
            rules.add(object(schema, base));
        }
        schema.properties().stream()
                .filter(keyword -> !SILENT.contains(keyword.getKey()))
                .forEach(keyword -> rules.add(rule(keyword.getKey(), keyword.getValue(), schema, base)));
        return rules.size() == 1 ? rules.get(0) : new Shape.All(List.copyOf(rules));
    }

    private Shape object(JsonNode schema, URI base) {
        Map<String, Shape> fields = new HashMap<>();
        schema.path("properties").properties().forEach(field -> fields.put(field.getKey(), of(field.getValue(), base)));
        JsonNode others = schema.path("additionalProperties");
        return new ObjectShape(fields, others.isMissingNode() ? Shape.exact(value -> true) : of(others, base));
    }

    private Shape rule(String keyword, JsonNode value, JsonNode schema, URI base) {
        return switch (keyword) {
            case "properties", "additionalProperties" -> new Shape.All(List.of());
            case "items" -> new ElementsShape(of(value, base));
            case "propertyNames" -> names(of(value, base));
            case "not" -> Rules.not(of(value, base));
            case "oneOf" ->
                new Shape.OneOf(value.valueStream().map(each -> of(each, base)).toList());
            case "anyOf" ->
                Rules.anyOf(value.valueStream().map(each -> of(each, base)).toList());
            case "if" ->
                schema.has("else") ? Shape.UNSURE : Rules.ifThen(of(value, base), of(schema.path("then"), base));
            case "$ref" -> at(base.resolve(value.textValue()));
            default -> ofItself(keyword, value);
        };
    }

    private static Shape names(Shape each) {
        return new Shape.Leaf(
                value -> names(value).stream().allMatch(each::surelyKeeps),
                value -> names(value).stream().anyMatch(each::surelyBreaks));
    }

    private static List<JsonNode> names(JsonNode value) {
        List<JsonNode> names = new ArrayList<>();
        value.fieldNames().forEachRemaining(name -> names.add(TextNode.valueOf(name)));
        return names;
    }

    private static Shape ofItself(String keyword, JsonNode value) {
        double bound = value.doubleValue();
        int count = value.intValue();
        return switch (keyword) {
            case "type" -> Rules.type(value.isArray() ? Set.copyOf(texts(value)) : Set.of(value.textValue()));
            case "const" -> Rules.oneOf(Set.of(value));
            case "enum" -> Rules.oneOf(values(value));
            case "required" -> Rules.required(texts(value));
            case "pattern" -> Rules.pattern(value.textValue());
            case "minimum" -> Rules.number(number -> number >= bound);
            case "maximum" -> Rules.number(number -> number <= bound);
            case "exclusiveMinimum" -> Rules.number(number -> number > bound);
            case "exclusiveMaximum" -> Rules.number(number -> number < bound);
            case "minLength" -> Rules.length(length -> length >= count);
            case "maxLength" -> Rules.length(length -> length <= count);
            case "minItems" -> Rules.elements(size -> size >= count);
            case "maxItems" -> Rules.elements(size -> size <= count);
            case "minProperties" -> Rules.fields(size -> size >= count);
            case "maxProperties" -> Rules.fields(size -> size <= count);
            case "uniqueItems" -> value.booleanValue() ? Rules.distinct() : new Shape.All(List.of());
            default -> Shape.UNSURE;
        };
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::textValue).toList();
    }

    private static Set<JsonNode> values(JsonNode array) {
        Set<JsonNode> values = new HashSet<>();
        array.forEach(values::add);
        return values;
    }
}
