package dev.graft.learning.tensor;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a {@code .npy} array: a Python dictionary with three keys (NumPy enhancement proposal 1).
 *
 * @param type NumPy's: byte order, kind and bytes, such as {@code <f4}
 * @param fortran whether the first axis varies fastest
 * @param shape the dimensions
 */
record NumpyHeader(String type, boolean fortran, Shape shape) {

    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d\\s,]*)\\)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}");

    /** Parses a header; {@code what} names the array in a failure. */
    static NumpyHeader parse(String what, String text) throws IOException {
        Matcher type = TYPE.matcher(text);
        Matcher order = ORDER.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!type.find() || !order.find() || !shape.find()) {
            throw new IOException(what + " has the header " + text.strip() + ", which is no plain array's");
        }
        return new NumpyHeader(type.group(1), order.group(1).equals("True"), shape(what, shape.group(1)));
    }

    private static Shape shape(String what, String text) throws IOException {
        String[] numbers = Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .toArray(String[]::new);
        long[] sizes = new long[numbers.length];
        long total = 1;
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = NUMBER.matcher(numbers[i]).matches() ? Long.parseLong(numbers[i]) : Long.MAX_VALUE;
            if (sizes[i] > 0 && total > Integer.MAX_VALUE / sizes[i]) {
                throw new IOException(what + " has the impossible shape (" + text + ")");
            }
            total *= sizes[i];
        }
        return new Shape(sizes);
    }

    boolean isInteger() {
        return type.matches("[<>|=]?[iub][1248]");
    }

    ByteOrder order() {
        return type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** The safetensors name of a floating-point type. */
    String floatType(String what) throws IOException {
        if (type.endsWith("O")) {
            throw new IOException(what + " holds pickled objects, which are never read");
        }
        if (!type.matches("[<>=]?f[248]")) {
            throw new IOException(what + " has the type " + type + "; floating-point numbers are read");
        }
        return "F" + 8 * elementBytes();
    }

    long bytes(String what) throws IOException {
        long bytes = elementBytes() * shape.size();
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new IOException(what + " has " + bytes + " bytes, more than a Java array");
        }
        return bytes;
    }

    private int elementBytes() {
        return type.charAt(type.length() - 1) - '0';
    }
}
