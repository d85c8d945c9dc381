package dev.graft.dataprep.archive;

import dev.graft.dataprep.archive.Entries.Entry;
import dev.graft.dataprep.archive.Entries.Kind;
import dev.graft.dataprep.rule.Excerpt;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What an entry of an archive must be, whatever its bytes say; the first rule that is broken names the fault. */
final class EntryRules {
    static final String NAME_TOO_LONG = "entry-name-too-long";
    static final String NAME_UNSAFE = "entry-name-unsafe";
    static final String NAME_NOT_UTF8 = "entry-name-not-utf-8";
    static final String LINK = "entry-link";
    static final String SPECIAL = "entry-not-a-file";
    static final String ENCRYPTED = "entry-encrypted";
    static final String PACKING = "entry-packing";
    static final String DUPLICATE = "entry-duplicate";
    static final String TOO_LARGE = "entry-too-large";
    static final String EXPANDS_TOO_FAR = "entry-expands-too-far";
    static final String DAMAGED = "entry-damaged";
    static final String LABEL_MISSING = "label-missing";

    private final ArchiveLimits limits;
    private final Set<String> paths = new HashSet<>();

    EntryRules(ArchiveLimits limits) {
        this.limits = limits;
    }

    /** A rule that an entry broke, why, and by what. */
    record Breach(String rule, String reason, String value) {}

    /** Asked once for each entry. */
    Optional<Breach> beforeReading(Entry entry, EntryName name) {
        return name(entry.name(), name).or(() -> kind(entry.kind())).or(() -> repeated(name));
    }

    private Optional<Breach> name(String given, EntryName name) {
        if (given.length() > limits.maxNameChars()) {
            return breach(
                    NAME_TOO_LONG,
                    "the entry's path has " + given.length() + " characters; at most " + limits.maxNameChars()
                            + " are read",
                    shown(given));
        }
        if (name.isUnsafe()) {
            return breach(
                    NAME_UNSAFE,
                    "the entry's path leads out of the archive or names no file; pack with paths relative to its root",
                    shown(given));
        }
        return name.isGarbled()
                ? breach(NAME_NOT_UTF8, "the entry's path is not UTF-8; pack with UTF-8 names", shown(given))
                : Optional.empty();
    }

    private static Optional<Breach> kind(Kind kind) {
        return switch (kind) {
            case FILE, FOLDER -> Optional.empty();
            case LINK -> breach(LINK, "the entry is a link to a file, not a file; pack what it points to", "link");
            case SPECIAL -> breach(SPECIAL, "the entry is a device or a pipe; leave it out", "special file");
            case ENCRYPTED -> breach(ENCRYPTED, "the entry is encrypted; pack without a password", "encrypted");
            case UNKNOWN_PACKING ->
                breach(PACKING, "the entry is packed by a method that is not read; use deflate", "unknown method");
        };
    }

    private Optional<Breach> repeated(EntryName name) {
        return paths.add(name.path())
                ? Optional.empty()
                : breach(
                        DUPLICATE,
                        "the archive has an earlier entry of this path, which stays; give each file its own",
                        shown(name.path()));
    }

    /** @param content of the entry, as {@link EntryReader#content} gives it */
    Optional<Breach> afterReading(Entry entry, byte[] content) {
        if (content.length > limits.maxEntryBytes()) {
            return breach(
                    TOO_LARGE,
                    "the entry unpacks to more than " + limits.maxEntryBytes()
                            + " bytes, which is all that is read of one image; store a smaller picture",
                    "more than " + limits.maxEntryBytes() + " bytes");
        }
        if (entry.packedBytes() != Entry.UNKNOWN
                && content.length > ArchiveLimits.RATIO_COUNTS_FROM
                && content.length > ArchiveLimits.MAX_RATIO * entry.packedBytes()) {
            return breach(
                    EXPANDS_TOO_FAR,
                    "the entry unpacks to more than " + ArchiveLimits.MAX_RATIO
                            + " times its size, which no JPEG or PNG does",
                    entry.packedBytes() + " bytes gave " + content.length);
        }
        return Optional.empty();
    }

    Breach damaged(EntryReader.Damaged damage) {
        return new Breach(
                DAMAGED,
                "the entry cannot be unpacked: " + damage.getMessage() + "; pack the file anew",
                String.valueOf(damage.getMessage()));
    }

    private static Optional<Breach> breach(String rule, String reason, String value) {
        return Optional.of(new Breach(rule, reason, value));
    }

    static String shown(String name) {
        return Excerpt.of(name);
    }
}
