package dev.graft.dataprep.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The work folders that a killed process could not delete. A folder counts as left over when its process is not there
 * any more and it has not been touched for a day: a process in another container cannot be seen from here.
 */
public final class LeftoverFolders {
    private static final Logger LOG = System.getLogger(LeftoverFolders.class.getName());
    private static final Duration UNTOUCHED = Duration.ofDays(1);
    private static final Pattern OWNED = Pattern.compile(WorkFolder.PREFIX + "([0-9]{1,18})-.*");

    private LeftoverFolders() {}

    /** Deletes what is left over in a folder for temporary files; what cannot be deleted is named in the log. */
    public static void delete(Path temporary, Instant now) {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temporary, WorkFolder.PREFIX + "*")) {
            for (Path folder : folders) {
                deleteIfLeftOver(folder, now);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot look for left-over files in " + temporary, e);
        }
    }

    private static void deleteIfLeftOver(Path folder, Instant now) {
        try {
            if (isOrphan(folder.getFileName().toString())
                    && Files.getLastModifiedTime(folder).toInstant().isBefore(now.minus(UNTOUCHED))) {
                WorkFolder.delete(folder);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot delete the left-over folder " + folder, e);
        }
    }

    private static boolean isOrphan(String name) {
        Matcher matcher = OWNED.matcher(name);
        return matcher.matches()
                && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty();
    }
}
