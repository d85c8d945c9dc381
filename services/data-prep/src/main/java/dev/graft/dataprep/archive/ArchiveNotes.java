package dev.graft.dataprep.archive;

import org.jspecify.annotations.Nullable;

/**
 * What was found out about an archive, for its report.
 *
 * @param manifest its name; null: folders say the labels
 * @param entries read so far, folders and hidden files included
 * @param folders which are no rows
 * @param hidden files that an operating system left there, which are no rows
 * @param unpackedBytes of all that was unpacked
 */
public record ArchiveNotes(
        ArchiveFormat format, @Nullable String manifest, long entries, long folders, long hidden, long unpackedBytes) {}
