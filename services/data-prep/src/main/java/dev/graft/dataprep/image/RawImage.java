package dev.graft.dataprep.image;

import org.jspecify.annotations.Nullable;

/** What a source gives for one image: its bytes and label, or why they cannot be had. */
public sealed interface RawImage {
    /**
     * Where it stands, from 1: in an archive's listing, folders and hidden files counted, or the line of a file of rows or
     * of a manifest.
     */
    long place();

    /** Its path in an archive, its URI, or the manifest whose line is at fault. */
    String name();

    /** A file with a label; whether it is an image is for others to say. */
    final class Labelled implements RawImage {
        private final long place;
        private final String name;
        private final String label;
        private final @Nullable String group;
        private final byte[] content;

        /** An image that stands alone. */
        public Labelled(long place, String name, String label, byte[] content) {
            this(place, name, label, null, content);
        }

        /**
         * @param group what the image has in common with others; null: it stands alone
         * @param content which nobody changes any more
         */
        public Labelled(long place, String name, String label, @Nullable String group, byte[] content) {
            this.place = place;
            this.name = name;
            this.label = label;
            this.group = group;
            this.content = content;
        }

        @Override
        public long place() {
            return place;
        }

        @Override
        public String name() {
            return name;
        }

        public String label() {
            return label;
        }

        /** What the image has in common with others, such as a patient; null: it stands alone. */
        public @Nullable String group() {
            return group;
        }

        /** The file itself, to be read only. */
        public byte[] content() {
            return content;
        }

        @Override
        public String toString() {
            return place + ": " + name + " (" + label + ", " + content.length + " bytes)";
        }
    }

    /**
     * An entry or a line that gives no labelled image, in a source that can be read on after it.
     *
     * @param rule name of the rule that it breaks
     * @param reason why, and how to mend it
     * @param value what breaks the rule
     */
    record Broken(long place, String name, String rule, String reason, String value) implements RawImage {}
}
