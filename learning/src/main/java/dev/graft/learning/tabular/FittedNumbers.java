package dev.graft.learning.tabular;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * Finite doubles as JSON that keeps each bit: a vector is an array of numbers, a matrix an array with one string a row, the
 * base64 of its little-endian doubles. Whatever is read is checked; {@link IllegalArgumentException} says what is wrong.
 */
final class FittedNumbers {

    private FittedNumbers() {}

    static void put(ObjectNode json, String field, double... values) {
        ArrayNode array = json.putArray(field);
        for (double value : values) {
            array.add(value);
        }
    }

    static void put(ObjectNode json, String field, double[][] rows) {
        ArrayNode array = json.putArray(field);
        for (double[] row : rows) {
            ByteBuffer bytes = ByteBuffer.allocate(row.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asDoubleBuffer().put(row);
            array.add(Base64.getEncoder().encodeToString(bytes.array()));
        }
    }

    static double[] vector(JsonNode json, String field) {
        JsonNode array = array(json, field, TabularColumns.MOST);
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            if (!array.get(i).isNumber()) {
                throw new IllegalArgumentException(field + " holds something that is no number");
            }
            values[i] = array.get(i).doubleValue();
        }
        return requireFinite(field, values);
    }

    static double[][] matrix(JsonNode json, String field) {
        JsonNode array = array(json, field, TabularColumns.MOST);
        double[][] rows = new double[array.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = requireFinite(field, doubles(field, array.get(i).asText()));
            if (rows[i].length != rows[0].length) {
                throw new IllegalArgumentException(field + " has rows of different lengths");
            }
        }
        return rows;
    }

    static int[] wholes(JsonNode json, String field) {
        JsonNode array = array(json, field, TabularColumns.MOST);
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            if (!array.get(i).isInt()) {
                throw new IllegalArgumentException(field + " holds something that is no whole number");
            }
            values[i] = array.get(i).intValue();
        }
        return values;
    }

    private static double[] doubles(String field, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + " holds something that is no base64", e);
        }
        if (bytes.length % Double.BYTES != 0) {
            throw new IllegalArgumentException(field + " holds a part of a number");
        }
        double[] values = new double[bytes.length / Double.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
        return values;
    }

    private static JsonNode array(JsonNode json, String field, int most) {
        JsonNode array = json.path(field);
        if (!array.isArray() || array.isEmpty() || array.size() > most) {
            throw new IllegalArgumentException(field + " must be an array of 1 to " + most + " elements");
        }
        return array;
    }

    /** The same numbers; {@link IllegalArgumentException} where one is NaN or infinite. */
    static double[] requireFinite(String what, double... values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(what + " holds a number that is not finite: " + value);
            }
        }
        return values;
    }

    static void requireSameLength(String what, double[] one, double[] other) {
        if (one.length != other.length) {
            throw new IllegalArgumentException(
                    what + " must have the same length, not " + one.length + " and " + other.length);
        }
    }
}
