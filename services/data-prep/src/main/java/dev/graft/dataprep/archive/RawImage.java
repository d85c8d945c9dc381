package dev.graft.dataprep.archive;

/** What an archive gives for one image: its bytes and label, or why they cannot be had. */
public sealed interface RawImage {
    /** Where it stands in the archive's listing, folders and hidden files counted, from 1; of a manifest its line. */
    long place();

    /** The entry's path in the archive, or the manifest's. */
    String name();

    /** A file with a label; whether it is an image is for others to say. */
    final class Labelled implements RawImage {
        private final long place;
        private final String name;
        private final String label;
        private final byte[] content;

        /** @param content which nobody changes any more */
        public Labelled(long place, String name, String label, byte[] content) {
            this.place = place;
            this.name = name;
            this.label = label;
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
     * An entry, or a line of the manifest, that gives no labelled image, in an archive that can be read on after it.
     *
     * @param rule name of the rule that it breaks
     * @param reason why, and how to mend it
     * @param value what breaks the rule
     */
    record Broken(long place, String name, String rule, String reason, String value) implements RawImage {}
}
