package dev.graft.dataprep.archive;

import dev.graft.dataprep.image.RawImage;
import dev.graft.dataprep.reading.UnreadableSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Writes archives entry by entry, as good and as bad ones are written, and reads all images of one. */
public final class Archives {
    private static final int LINK_MODE = 0120777;

    private final List<Part> parts = new ArrayList<>();

    /** Makes an entry's content when it is written. */
    private interface Content {
        InputStream open();
    }

    private record Part(String name, Content content, long bytes, boolean link) {}

    public Archives file(String name, byte[] content) {
        parts.add(new Part(name, () -> new ByteArrayInputStream(content), content.length, false));
        return this;
    }

    public Archives file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes that are all zero. */
    Archives zeros(String name, long bytes) {
        parts.add(new Part(name, () -> new Zeros(bytes), bytes, false));
        return this;
    }

    public Archives folder(String name) {
        parts.add(new Part(name + "/", InputStream::nullInputStream, 0, false));
        return this;
    }

    public Archives link(String name, String target) {
        byte[] content = target.getBytes(StandardCharsets.UTF_8);
        parts.add(new Part(name, () -> new ByteArrayInputStream(content), content.length, true));
        return this;
    }

    public Path write(Path folder, ArchiveFormat format) {
        try {
            Path file = Files.createTempFile(folder, "archive", "");
            try (OutputStream out = Files.newOutputStream(file)) {
                switch (format) {
                    case ZIP -> zip(out);
                    case TAR -> tar(out);
                    case TAR_GZ -> {
                        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
                            tar(packed);
                        }
                    }
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void zip(OutputStream out) throws IOException {
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            for (Part part : parts) {
                ZipArchiveEntry entry = new ZipArchiveEntry(part.name());
                if (part.link()) {
                    entry.setUnixMode(LINK_MODE);
                }
                zip.putArchiveEntry(entry);
                copy(part, zip);
                zip.closeArchiveEntry();
            }
        }
    }

    private void tar(OutputStream out) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            for (Part part : parts) {
                TarArchiveEntry entry = part.link()
                        ? new TarArchiveEntry(part.name(), TarArchiveEntry.LF_SYMLINK)
                        : new TarArchiveEntry(part.name(), true);
                if (part.link()) {
                    entry.setLinkName(new String(part.content().open().readAllBytes(), StandardCharsets.UTF_8));
                } else {
                    entry.setSize(part.bytes());
                }
                tar.putArchiveEntry(entry);
                if (!part.link()) {
                    copy(part, tar);
                }
                tar.closeArchiveEntry();
            }
        }
    }

    private static void copy(Part part, OutputStream out) throws IOException {
        try (InputStream content = part.content().open()) {
            content.transferTo(out);
        }
    }

    public static List<RawImage> images(Path file, ArchiveFormat format, ArchiveLimits limits)
            throws UnreadableSource, IOException {
        try (ArchiveImages images = ArchiveImages.open(file, format, limits, file.getParent())) {
            return all(images);
        }
    }

    static List<RawImage> all(ArchiveImages images) throws UnreadableSource {
        List<RawImage> all = new ArrayList<>();
        for (RawImage image = images.next(); image != null; image = images.next()) {
            all.add(image);
        }
        return all;
    }

    /** As {@code place name label} or {@code place name rule}. */
    public static List<String> summary(List<RawImage> images) {
        return images.stream()
                .map(image -> image.place() + " " + image.name() + " " + labelOrRule(image))
                .toList();
    }

    private static String labelOrRule(RawImage image) {
        return image instanceof RawImage.Broken broken ? broken.rule() : ((RawImage.Labelled) image).label();
    }

    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long bytes) {
            this.left = bytes;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = (int) Math.min(length, left);
            Arrays.fill(buffer, offset, offset + count, (byte) 0);
            left -= count;
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
