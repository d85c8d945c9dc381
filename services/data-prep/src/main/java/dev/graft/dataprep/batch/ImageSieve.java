package dev.graft.dataprep.batch;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.dataprep.image.ImageSource;
import dev.graft.dataprep.image.RawImage;
import dev.graft.dataprep.reading.SourceNotes;
import dev.graft.dataprep.reading.UnreadableSource;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Pictures: decoded, checked, compared; in the data set they lie as they came. */
final class ImageSieve implements Sieve {
    private final ImageSource source;
    private final ImageReading reading;
    private final Comparison comparison;

    /** @param source is closed with this */
    ImageSieve(ImageSource source, ImageReading reading, Comparison comparison) {
        this.source = source;
        this.reading = reading;
        this.comparison = comparison;
    }

    @Override
    public boolean next(Consumer<DatasetRow> passed) throws UnreadableSource {
        RawImage image = source.next();
        if (image == null) {
            return false;
        }
        comparison.received();
        sift(reading.read(image)).ifPresent(passed);
        return true;
    }

    private Optional<DatasetRow> sift(RowReading.Verdict verdict) {
        if (verdict instanceof RowReading.Verdict.Unfit unfit) {
            return comparison.quarantined(unfit.row(), unfit.rule(), unfit.reason());
        }
        return comparison.compare(((RowReading.Verdict.Fit) verdict).row());
    }

    @Override
    public Map<String, Long> cleaned() {
        return Map.of();
    }

    @Override
    public SourceNotes notes() {
        return source.notes();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
