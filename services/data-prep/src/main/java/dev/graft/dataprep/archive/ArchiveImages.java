package dev.graft.dataprep.archive;

import dev.graft.dataprep.archive.Entries.Entry;
import dev.graft.dataprep.archive.Entries.Kind;
import dev.graft.dataprep.archive.EntryRules.Breach;
import dev.graft.dataprep.image.ImageSource;
import dev.graft.dataprep.image.RawImage;
import dev.graft.dataprep.reading.SourceNotes;
import dev.graft.dataprep.reading.UnreadableSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The labelled images of an archive in its order, each read only when it is asked for; then what is wrong with its
 * manifest. The label is the manifest's, which may have groups too, or without one the name of the innermost folder.
 *
 * <p>In memory are one image at a time and the names of the entries: for 50,000 of 40 characters 6 MB, and in a zip file
 * another 50 MB, because the library holds its list. A tar file is read twice, because its manifest may be its last entry.
 * Not thread-safe.
 */
public final class ArchiveImages implements ImageSource {
    private final ArchiveFormat format;
    private final ArchiveLimits limits;
    private final @Nullable Manifest manifest;
    private final EntryReader reader;
    private final EntryRules rules;
    private long folders;
    private long hidden;
    private boolean manifestSeen;
    private @Nullable Iterator<RawImage.Broken> faults;

    private ArchiveImages(ArchiveFormat format, ArchiveLimits limits, @Nullable Manifest manifest, EntryReader reader) {
        this.format = format;
        this.limits = limits;
        this.manifest = manifest;
        this.reader = reader;
        this.rules = new EntryRules(limits);
    }

    /**
     * Starts to read.
     *
     * @param folder for files that may go when this is closed
     * @throws UnreadableSource when the file is no such archive, or its manifest cannot be read
     */
    public static ArchiveImages open(Path file, ArchiveFormat format, ArchiveLimits limits, Path folder)
            throws UnreadableSource {
        Manifest manifest = ManifestSearch.in(file, format, limits, folder);
        return new ArchiveImages(format, limits, manifest, EntryReader.open(file, format, limits));
    }

    @Override
    public SourceNotes notes() {
        return SourceNotes.ofArchive(format.sourceFormat(), manifest == null ? null : manifest.name());
    }

    /** What has been found out so far. */
    public ArchiveNotes details() {
        return new ArchiveNotes(
                format,
                manifest == null ? null : manifest.name(),
                reader.place(),
                folders,
                hidden,
                reader.unpackedBytes());
    }

    @Override
    public @Nullable RawImage next() throws UnreadableSource {
        while (faults == null) {
            Entry entry = reader.next();
            if (entry == null) {
                faults = (manifest == null ? List.<RawImage.Broken>of() : manifest.faults()).iterator();
            } else if (isRow(entry)) {
                return image(entry);
            }
        }
        return faults.hasNext() ? faults.next() : null;
    }

    private boolean isRow(Entry entry) {
        EntryName name = EntryName.of(entry.name());
        if (entry.kind() == Kind.FOLDER) {
            folders++;
            return false;
        }
        if (name.isHidden() && !name.isUnsafe()) {
            hidden++;
            return false;
        }
        if (manifest != null && !manifestSeen && ManifestSearch.isManifest(entry, name)) {
            manifestSeen = true;
            return false;
        }
        return true;
    }

    private RawImage image(Entry entry) throws UnreadableSource {
        EntryName name = EntryName.of(entry.name());
        Manifest.Line line = manifest == null ? null : manifest.take(name.path());
        String label = manifest == null ? name.folder() : line == null ? null : line.label();
        Optional<Breach> breach = rules.beforeReading(entry, name).or(() -> withoutLabel(label));
        if (breach.isPresent() || label == null) {
            return broken(entry, breach.orElseThrow());
        }
        try {
            byte[] content = reader.content(limits.maxEntryBytes());
            Optional<Breach> afterwards = rules.afterReading(entry, content);
            return afterwards.isPresent()
                    ? broken(entry, afterwards.get())
                    : new RawImage.Labelled(
                            reader.place(), name.path(), label, line == null ? null : line.group(), content);
        } catch (EntryReader.Damaged e) {
            return broken(entry, rules.damaged(e));
        }
    }

    private Optional<Breach> withoutLabel(@Nullable String label) {
        if (label != null) {
            return Optional.empty();
        }
        String reason = manifest == null
                ? "the file lies in no folder whose name could be its label, and the archive has no manifest.csv"
                        + " or manifest.jsonl; put it into a folder, or add a manifest"
                : manifest.name() + " has no line for this file; add one, or leave the file out";
        return Optional.of(new Breach(EntryRules.LABEL_MISSING, reason, ""));
    }

    private RawImage broken(Entry entry, Breach breach) {
        return new RawImage.Broken(
                reader.place(), EntryRules.shown(entry.name()), breach.rule(), breach.reason(), breach.value());
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
