package dev.graft.dataprep.archive;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path of an entry, which is a label and never a place on a disk.
 *
 * @param parts folders and file, without empty ones and without {@code .}; a backslash parts as a slash does
 */
record EntryName(String given, List<String> parts) {
    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");
    private static final Pattern ABSOLUTE = Pattern.compile("^([/\\\\]|[A-Za-z]:)");
    private static final Set<String> OF_SYSTEMS = Set.of("__MACOSX", "thumbs.db", "Thumbs.db", "desktop.ini");
    private static final char REPLACEMENT = '\uFFFD';

    static EntryName of(String given) {
        List<String> parts = Arrays.stream(SEPARATOR.split(given))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
        return new EntryName(given, parts);
    }

    /** The parts with slashes between them: two names that mean one file have one path. */
    String path() {
        return String.join("/", parts);
    }

    /** Whether the name leads out of the archive, or nobody can say where to. */
    boolean isUnsafe() {
        return parts.isEmpty()
                || parts.contains("..")
                || ABSOLUTE.matcher(given).find()
                || given.chars().anyMatch(Character::isISOControl);
    }

    /** Whether some bytes of the name were no characters. */
    boolean isGarbled() {
        return given.indexOf(REPLACEMENT) >= 0;
    }

    /** Whether an operating system left the file there, not a person. */
    boolean isHidden() {
        return parts.stream().anyMatch(part -> part.startsWith(".") && !part.equals("..") || OF_SYSTEMS.contains(part));
    }

    /** Whether the file lies in no folder. */
    boolean isAtRoot() {
        return parts.size() == 1;
    }

    /** The innermost folder; null at the root. */
    @Nullable
    String folder() {
        return parts.size() < 2 ? null : parts.get(parts.size() - 2);
    }
}
