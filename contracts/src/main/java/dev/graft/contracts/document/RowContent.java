package dev.graft.contracts.document;

import java.util.function.Supplier;

/** What a row shows to a model; of one kind in all rows of a task, which is the task's modality. */
public sealed interface RowContent {
    /** A text, as it was prepared. */
    record Text(String text) implements RowContent {}

    /**
     * A picture, as it came.
     *
     * @param name its path in an archive, or its URI
     * @param perceptualHash 64 hexadecimal digits by which near pictures are found
     * @param file the bytes of the file, JPEG or PNG, from wherever they lie; nobody changes them
     */
    record Image(String name, String perceptualHash, Supplier<byte[]> file) implements RowContent {}
}
