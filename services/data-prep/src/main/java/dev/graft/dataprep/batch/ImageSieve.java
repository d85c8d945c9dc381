package dev.graft.dataprep.batch;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.dataprep.image.ImageRules;
import dev.graft.dataprep.image.ImageSource;
import dev.graft.dataprep.image.ImageVerdict;
import dev.graft.dataprep.image.RawImage;
import dev.graft.dataprep.mapping.RowMapping;
import dev.graft.dataprep.reading.SourceNotes;
import dev.graft.dataprep.reading.UnreadableSource;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Pictures: decoded, checked, compared; in the data set they lie as they came. */
final class ImageSieve implements Sieve {
    private final ImageSource source;
    private final RowMapping mapping;
    private final ImageRules rules;
    private final Comparison comparison;

    /**
     * @param source is closed with this
     * @param mapping of labels
     */
    ImageSieve(ImageSource source, RowMapping mapping, ImageRules rules, Comparison comparison) {
        this.source = source;
        this.mapping = mapping;
        this.rules = rules;
        this.comparison = comparison;
    }

    @Override
    public boolean next(Consumer<DatasetRow> passed) throws UnreadableSource {
        RawImage image = source.next();
        if (image == null) {
            return false;
        }
        comparison.received();
        sift(image).ifPresent(passed);
        return true;
    }

    private Optional<DatasetRow> sift(RawImage image) {
        if (image instanceof RawImage.Broken broken) {
            QuarantinedRow.Shown shown = QuarantinedRow.Shown.image(broken.place(), broken.name(), null);
            return comparison.quarantined(shown, broken.rule(), broken.reason());
        }
        RawImage.Labelled labelled = (RawImage.Labelled) image;
        String label = mapping.translated(labelled.label());
        QuarantinedRow.Shown shown = QuarantinedRow.Shown.image(labelled.place(), labelled.name(), label);
        ImageVerdict verdict = rules.check(label, labelled.content());
        if (verdict instanceof ImageVerdict.Unfit unfit) {
            return comparison.quarantined(shown, unfit.rule(), unfit.reason());
        }
        ImageVerdict.Fit fit = (ImageVerdict.Fit) verdict;
        RowContent.Image content =
                new RowContent.Image(labelled.name(), fit.hash().toHex(), labelled::content);
        return comparison.compare(new Candidate(fit.imageId(), content, label, null, () -> shown));
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
