package dev.graft.dataprep.image;

import com.drew.imaging.FileType;
import com.drew.imaging.FileTypeDetector;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.imaging.png.PngProcessingException;
import com.drew.lang.SequentialByteArrayReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/** What the first bytes of a file say that it is, whatever its name says. */
final class FileKind {
    private static final PngChunkType ANIMATION = animation();

    private FileKind() {}

    private static PngChunkType animation() {
        try {
            return new PngChunkType("acTL"); // Of APNG, in the third edition of the PNG specification.
        } catch (PngProcessingException e) {
            throw new IllegalStateException("four letters are a chunk's name", e);
        }
    }

    /** Whether the file is a PNG of several pictures. GIF and WebP, which can be so too, are not read at all. */
    static boolean isAnimated(byte[] file) {
        try {
            return new PngChunkReader()
                    .extract(new SequentialByteArrayReader(file), Set.of(ANIMATION))
                    .iterator()
                    .hasNext();
        } catch (PngProcessingException | IOException e) {
            return false; // No PNG, or a damaged one: who decodes it says so.
        }
    }

    /** The name of the archive or compression format; empty where it is none. */
    static Optional<String> archive(byte[] file) {
        try {
            return Optional.of(ArchiveStreamFactory.detect(new ByteArrayInputStream(file)));
        } catch (ArchiveException notArchive) {
            try {
                return Optional.of(CompressorStreamFactory.detect(new ByteArrayInputStream(file)));
            } catch (CompressorException notCompressed) {
                return Optional.empty();
            }
        }
    }

    /** The name of the format, as in {@code GIF}, or {@code unknown}. */
    static String named(byte[] file) {
        try {
            FileType type = FileTypeDetector.detectFileType(new ByteArrayInputStream(file));
            return type == FileType.Unknown ? "unknown" : type.getName();
        } catch (IOException e) {
            throw new IllegalStateException("an array can be read", e);
        }
    }
}
