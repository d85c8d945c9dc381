package dev.graft.dataprep.batch;

import dev.graft.contracts.document.RowContent;
import dev.graft.dataprep.batch.RowReading.Verdict;
import dev.graft.dataprep.image.ImageRules;
import dev.graft.dataprep.image.ImageVerdict;
import dev.graft.dataprep.image.RawImage;
import dev.graft.dataprep.image.ShrunkImage;
import dev.graft.dataprep.mapping.RowMapping;

/**
 * How the pictures of a source become rows of their task: the label translated, the file decoded and checked. What a sample
 * keeps is made of the decoded picture, which is gone with its row. Thread-safe.
 *
 * @param mapping of labels
 */
record ImageReading(RowMapping mapping, ImageRules rules) {
    Verdict read(RawImage image) {
        if (image instanceof RawImage.Broken broken) {
            return new Verdict.Unfit(
                    QuarantinedRow.Shown.image(broken.place(), broken.name(), null, null),
                    broken.rule(),
                    broken.reason());
        }
        return checked((RawImage.Labelled) image);
    }

    private Verdict checked(RawImage.Labelled image) {
        String label = mapping.translated(image.label());
        QuarantinedRow.Shown shown = QuarantinedRow.Shown.image(image.place(), image.name(), label, image.group());
        ImageVerdict verdict = rules.check(label, image.content());
        if (verdict instanceof ImageVerdict.Unfit unfit) {
            return new Verdict.Unfit(shown, unfit.rule(), unfit.reason());
        }
        ImageVerdict.Fit fit = (ImageVerdict.Fit) verdict;
        String hash = fit.hash().toHex();
        return new Verdict.Fit(new Candidate(
                fit.imageId(),
                new RowContent.Image(image.name(), hash, image::content),
                label,
                image.group(),
                () -> new RowContent.Image(image.name(), hash, ShrunkImage.of(fit.picture())),
                () -> shown));
    }
}
