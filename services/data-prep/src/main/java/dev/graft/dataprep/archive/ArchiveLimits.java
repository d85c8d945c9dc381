package dev.graft.dataprep.archive;

/**
 * How much of an archive is read. Counted is what really comes out; what headers promise is believed of nothing.
 *
 * @param maxEntries files and folders, hidden ones included, and lines of the manifest; their names are held
 * @param maxEntryBytes of one image once unpacked; a larger one is not held
 * @param maxUnpackedBytes of all entries together
 * @param maxNameChars of an entry's path, in UTF-16 code units
 * @param maxManifestBytes of the manifest once unpacked
 */
public record ArchiveLimits(
        int maxEntries, int maxEntryBytes, long maxUnpackedBytes, int maxNameChars, int maxManifestBytes) {
    /** 50,000 entries of up to 32 MiB, 2 GiB together, paths of 512 characters and a manifest of 16 MiB. */
    public static final ArchiveLimits DEFAULT = new ArchiveLimits(50_000, 32 << 20, 2L << 30, 512, 16 << 20);

    /** What an entry that unpacks to more than {@link #RATIO_COUNTS_FROM} bytes may gain by it. */
    static final long MAX_RATIO = 200;

    /** Small files may repeat themselves: the ratio counts from here on. */
    static final int RATIO_COUNTS_FROM = 1 << 20;

    /** What a reader may take in to find the next entry: long names and extended headers lie there. */
    static final long HEADER_BYTES = 1 << 20;

    /** Of a usual name with its dates and owners; of the shortest names four times as many pass until they are counted. */
    private static final int DIRECTORY_BYTES_PER_ENTRY = 200;

    public ArchiveLimits {
        if (maxEntries < 1
                || maxEntryBytes < 1
                || maxEntryBytes == Integer.MAX_VALUE
                || maxUnpackedBytes < 1
                || maxNameChars < 1
                || maxManifestBytes < 1
                || maxManifestBytes == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("limits below 1 or beyond an array make no sense");
        }
    }

    /** What a zip file's list of entries may take, with some room for how its end is found. */
    long directoryBytes() {
        return HEADER_BYTES + (long) DIRECTORY_BYTES_PER_ENTRY * maxEntries;
    }
}
