package dev.graft.learning.tensor;

import ai.djl.ndarray.types.Shape;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * NumPy's {@code .npz} files: a zip archive of {@code .npy} arrays, read with bounds.
 *
 * <p>Headers have at most {@value #MAX_HEADER_BYTES} bytes, all arrays together at most {@link #MAX_BYTES} unpacked, and
 * each has exactly as many bytes as its header says; a file that breaks this fails with {@link IOException}. Arrays of
 * float16, 32 and 64 in either byte order and either axis order become float32, row-major; whole numbers and booleans
 * are left out; objects, which NumPy pickles, and structures are refused.
 */
public final class NumpyArchive {

    /** Far above a header of plain arrays. */
    public static final int MAX_HEADER_BYTES = 1 << 16;

    /** Unpacked bytes of a file: what a network of 500 million weights has. */
    public static final long MAX_BYTES = 2L << 30;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    private final Path file;
    private long left = MAX_BYTES;

    private NumpyArchive(Path file) {
        this.file = file;
    }

    /** Reads every floating-point array of a file by its name, without {@code .npy}. */
    public static SortedMap<String, HostTensor> read(Path file) throws IOException {
        return new NumpyArchive(file).read();
    }

    private SortedMap<String, HostTensor> read() throws IOException {
        SortedMap<String, HostTensor> arrays = new TreeMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                if (!name.endsWith(".npy")) {
                    throw new IOException(file + ": the entry " + name + " is no .npy array");
                }
                String array = name.substring(0, name.length() - ".npy".length());
                try (InputStream in = zip.getInputStream(entry)) {
                    add(arrays, array, new DataInputStream(in));
                }
            }
        } catch (ZipException e) {
            throw new IOException(file + " is no .npz archive: " + e.getMessage(), e);
        }
        return arrays;
    }

    private void add(SortedMap<String, HostTensor> arrays, String name, DataInputStream in) throws IOException {
        NumpyHeader header = header(name, in);
        if (header.isInteger()) {
            return;
        }
        String type = header.floatType(file + ": array " + name);
        long size = header.bytes(file + ": array " + name);
        left -= size;
        if (left < 0) {
            throw new IOException(file + ": the arrays have more than " + MAX_BYTES + " bytes");
        }
        byte[] content = in.readNBytes((int) size);
        if (content.length < size || in.read() >= 0) {
            throw new IOException(file + ": array " + name + " has not the " + size + " bytes of its shape");
        }
        FloatBuffer values = FloatTypes.toFloat32(type, ByteBuffer.wrap(content).order(header.order()));
        HostTensor tensor =
                header.fortran() ? rowMajor(header.shape(), values) : new HostTensor(header.shape(), values);
        if (arrays.put(name, tensor) != null) {
            throw new IOException(file + ": there are two arrays " + name);
        }
    }

    private NumpyHeader header(String name, DataInputStream in) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        ByteBuffer begin = ByteBuffer.wrap(start);
        if (start.length < MAGIC.length + 2 || !begin.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new IOException(file + ": " + name + ".npy is no NumPy array");
        }
        int lengthBytes = begin.get(MAGIC.length) == 1 ? Short.BYTES : Integer.BYTES;
        byte[] lengthField = in.readNBytes(lengthBytes);
        long length = 0;
        for (int i = lengthField.length - 1; i >= 0; i--) {
            length = length << 8 | lengthField[i] & 0xff;
        }
        if (lengthField.length < lengthBytes || length > MAX_HEADER_BYTES) {
            throw new IOException(file + ": array " + name + " has a header of " + length + " bytes; at most "
                    + MAX_HEADER_BYTES + " are read");
        }
        String text = new String(in.readNBytes((int) length), StandardCharsets.ISO_8859_1);
        return NumpyHeader.parse(file + ": array " + name, text);
    }

    /** Values whose first axis varies fastest, with the last one fastest. */
    private static HostTensor rowMajor(Shape shape, FloatBuffer values) {
        float[] turned = new float[(int) shape.size()];
        int[] place = new int[shape.dimension()];
        for (int i = 0; i < turned.length; i++) {
            int target = 0;
            for (int axis = 0; axis < place.length; axis++) {
                target = target * (int) shape.get(axis) + place[axis];
            }
            turned[target] = values.get(i);
            for (int axis = 0; axis < place.length && ++place[axis] == shape.get(axis); axis++) {
                place[axis] = 0;
            }
        }
        return new HostTensor(shape, FloatBuffer.wrap(turned));
    }
}
