package dev.graft.dataprep.image;

import dev.graft.dataprep.mapping.RowMapping;
import dev.graft.dataprep.reading.RawRow;
import dev.graft.dataprep.reading.RowSource;
import dev.graft.dataprep.reading.SourceNotes;
import dev.graft.dataprep.reading.UnreadableSource;
import dev.graft.dataprep.reading.Wanted;
import dev.graft.dataprep.rule.Excerpt;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Labelled images that lie in the object store one by one: each row of a file names one by its URI, with its SHA-256, so
 * that a batch that is read again gives the same images. The column {@code group}, where the file has it, says which images
 * belong together. One is fetched at a time; that the store cannot be reached is no
 * fault of a row and comes up as {@link StoreException.Unavailable}.
 */
public final class ImagesByUri implements ImageSource {
    static final String REFERENCE_INCOMPLETE = "image-reference-incomplete";
    static final String MISSING = "image-missing";
    static final String CHANGED = "image-checksum-mismatch";

    private static final String URI = "image";
    private static final String SHA256 = "sha256";
    private static final String LABEL = "label";
    private static final String GROUP = RowMapping.GROUP;
    private static final Pattern CHECKSUM = Pattern.compile("[0-9a-f]{64}");

    /** The columns that are read of a file of rows; all but the group it must have. */
    public static final Wanted COLUMNS =
            new Wanted(List.of(URI, SHA256, LABEL, GROUP), Set.of(GROUP), null, false, true);

    private final RowSource rows;
    private final ObjectStore store;
    private final int maxImageBytes;
    private final Path fetched;

    /**
     * @param rows of the {@link #COLUMNS}; closed with this
     * @param maxImageBytes of one image; a larger one is not fetched
     * @param folder for the image that is being read
     */
    public ImagesByUri(RowSource rows, ObjectStore store, int maxImageBytes, Path folder) {
        this.rows = rows;
        this.store = store;
        this.maxImageBytes = maxImageBytes;
        this.fetched = folder.resolve("image");
    }

    @Override
    public SourceNotes notes() {
        return rows.notes();
    }

    @Override
    public @Nullable RawImage next() throws UnreadableSource {
        RawRow row = rows.next();
        if (row == null) {
            return null;
        }
        if (row instanceof RawRow.Broken broken) {
            return new RawImage.Broken(row.line(), "", broken.rule(), broken.reason(), broken.excerpt());
        }
        RawRow.Fields fields = (RawRow.Fields) row;
        String uri = stripped(fields, URI);
        String sha256 = stripped(fields, SHA256).toLowerCase(Locale.ROOT);
        String label = stripped(fields, LABEL);
        if (uri.isEmpty() || label.isEmpty() || !CHECKSUM.matcher(sha256).matches()) {
            return new RawImage.Broken(
                    row.line(),
                    Excerpt.of(uri),
                    REFERENCE_INCOMPLETE,
                    "the row needs the image's URI, its SHA-256 in 64 hexadecimal digits, and its label",
                    Excerpt.of(fields.values().toString()));
        }
        String group = stripped(fields, GROUP);
        return image(row.line(), uri, sha256, label, group.isEmpty() ? null : group);
    }

    private static String stripped(RawRow.Fields fields, String column) {
        String value = fields.value(column);
        return value == null ? "" : value.strip();
    }

    private RawImage image(long line, String uri, String sha256, String label, @Nullable String group) {
        try {
            store.download(uri, sha256, maxImageBytes, fetched);
            return new RawImage.Labelled(line, uri, label, group, Files.readAllBytes(fetched));
        } catch (StoreException.Missing e) {
            return broken(line, uri, MISSING, e, "upload it, or take the row out");
        } catch (StoreException.Refused | IllegalArgumentException e) {
            return broken(line, uri, MISSING, e, "check the URI and the permissions on its bucket");
        } catch (StoreException.ChecksumMismatch e) {
            return broken(line, uri, CHANGED, e, "give the checksum of the image as it lies in the store");
        } catch (StoreException.TooLarge e) {
            return broken(line, uri, ImageRules.TOO_LARGE, e, "store a smaller picture");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawImage broken(long line, String uri, String rule, RuntimeException fault, String remedy) {
        return new RawImage.Broken(line, Excerpt.of(uri), rule, fault.getMessage() + "; " + remedy, Excerpt.of(uri));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
