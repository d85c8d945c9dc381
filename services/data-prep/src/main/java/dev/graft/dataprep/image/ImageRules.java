package dev.graft.dataprep.image;

import dev.graft.dataprep.image.ImageBounds.Channels;
import dev.graft.dataprep.image.ImageVerdict.Fit;
import dev.graft.dataprep.image.ImageVerdict.Unfit;
import dev.graft.dataprep.rule.Excerpt;
import dev.graft.learning.image.ImageDecoder;
import dev.graft.learning.image.RgbImage;
import dev.graft.learning.image.UnreadableImage;
import dev.graft.platform.json.Hashes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules for images of one task; the first that is broken names the fault. The cheap ones are asked first, and what a
 * file states of its size before a pixel is decoded.
 *
 * <p>An image is looked at as a network will see it: upright by its EXIF orientation, in red, green and blue whatever the
 * file stores (grey, a palette, CMYK), without its colour profile and its alpha; see {@link ImageDecoder}. Thread-safe.
 */
public final class ImageRules {
    static final String LABEL_UNKNOWN = "label-unknown";
    static final String EMPTY = "image-empty";
    static final String ARCHIVE = "entry-is-archive";
    static final String FORMAT = "image-format";
    static final String ANIMATED = "image-animated";
    static final String TOO_LARGE = "image-too-large";
    static final String CUT_OFF = "image-cut-off";
    static final String BROKEN = "image-broken";
    static final String SIDE_TOO_SHORT = "image-side-too-short";
    static final String SIDE_TOO_LONG = "image-side-too-long";
    static final String BLANK = "image-blank";
    static final String CHANNELS = "image-channels";

    /** Levels by which the channels of a grey pixel may differ: what a scanner or JPEG's colour model adds. */
    private static final int GREY_TOLERANCE = 10;

    private static final int ID_CHARS = 32;

    private final Set<String> labels;
    private final ImageBounds bounds;
    private final ImageDecoder decoder;

    /** @param labels the task's classes */
    public ImageRules(List<String> labels, ImageBounds bounds) {
        this.labels = Set.copyOf(labels);
        this.bounds = bounds;
        this.decoder = ImageDecoder.strict(bounds.decoding());
    }

    /** @param file the image as it came */
    public ImageVerdict check(String label, byte[] file) {
        Optional<Unfit> known = beforeDecoding(label, file);
        if (known.isPresent()) {
            return known.get();
        }
        try {
            RgbImage picture = decoder.decode(file);
            Optional<Unfit> seen = decoded(picture);
            return seen.isPresent()
                    ? seen.get()
                    : new Fit(Hashes.sha256(file).substring(0, ID_CHARS), picture, PerceptualHash.of(picture));
        } catch (UnreadableImage e) {
            return unreadable(e, file);
        }
    }

    private Optional<Unfit> beforeDecoding(String label, byte[] file) {
        if (!labels.contains(label)) {
            return unfit(
                    LABEL_UNKNOWN,
                    "the task has no label '" + Excerpt.of(label)
                            + "'; correct the folder or the manifest, or declare a new version of the task that has it",
                    Excerpt.of(label));
        }
        if (file.length == 0) {
            return unfit(EMPTY, "the file has no bytes; store the picture again", "0 bytes");
        }
        return FileKind.isAnimated(file)
                ? unfit(
                        ANIMATED,
                        "the PNG file holds several pictures; store each that is meant by itself",
                        "animated PNG")
                : Optional.empty();
    }

    private static Unfit unreadable(UnreadableImage fault, byte[] file) {
        String reason = fault.getMessage() + "; ";
        String size = file.length + " bytes";
        return switch (fault.fault()) {
            case UNKNOWN_FORMAT -> otherFormat(file);
            case BEYOND_LIMITS -> new Unfit(TOO_LARGE, reason + "store a smaller picture", size);
            case CUT_OFF -> new Unfit(CUT_OFF, reason + "fetch the file again from where it is whole", size);
            case BROKEN -> new Unfit(BROKEN, reason + "open it in an image editor and save it anew", size);
        };
    }

    private static Unfit otherFormat(byte[] file) {
        Optional<String> archive = FileKind.archive(file);
        if (archive.isPresent()) {
            return new Unfit(
                    ARCHIVE,
                    "the file is packed (" + archive.get() + "), and nothing is unpacked twice; unpack it first",
                    archive.get());
        }
        String kind = FileKind.named(file);
        return new Unfit(
                FORMAT,
                "the file is neither JPEG nor PNG whatever its name says (found: " + kind
                        + "); convert it, or leave it out",
                kind);
    }

    private Optional<Unfit> decoded(RgbImage picture) {
        int shorter = Math.min(picture.width(), picture.height());
        int longer = Math.max(picture.width(), picture.height());
        String size = picture.width() + "x" + picture.height() + " pixels";
        if (shorter < bounds.minSide()) {
            return unfit(
                    SIDE_TOO_SHORT,
                    "the picture has " + size + "; each side needs at least " + bounds.minSide()
                            + ": take it from a larger original",
                    size);
        }
        if (longer > bounds.maxSide()) {
            return unfit(
                    SIDE_TOO_LONG,
                    "the picture has " + size + "; each side may have at most " + bounds.maxSide()
                            + ": make it smaller",
                    size);
        }
        return isBlank(picture)
                ? unfit(BLANK, "every pixel has the same colour, so the picture shows nothing; leave it out", size)
                : ofOtherChannels(picture);
    }

    private Optional<Unfit> ofOtherChannels(RgbImage picture) {
        if (bounds.channels() == Channels.EITHER) {
            return Optional.empty();
        }
        Channels shown = isGrey(picture) ? Channels.GREY : Channels.COLOUR;
        return shown == bounds.channels()
                ? Optional.empty()
                : unfit(
                        CHANNELS,
                        "the picture is " + (shown == Channels.GREY ? "grey" : "in colour") + ", and the task asks for "
                                + (shown == Channels.GREY ? "colour" : "grey")
                                + "; give one as the task asks, or declare a version of the task without channels",
                        shown == Channels.GREY ? "grey" : "colour");
    }

    private static boolean isGrey(RgbImage picture) {
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int red = picture.level(x, y, 0);
                int green = picture.level(x, y, 1);
                int blue = picture.level(x, y, 2);
                int most = Math.max(red, Math.max(green, blue));
                if (most - Math.min(red, Math.min(green, blue)) > GREY_TOLERANCE) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isBlank(RgbImage picture) {
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                    if (picture.level(x, y, channel) != picture.level(0, 0, channel)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static Optional<Unfit> unfit(String rule, String reason, String value) {
        return Optional.of(new Unfit(rule, reason, value));
    }
}
