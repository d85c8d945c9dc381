package dev.graft.dataprep.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoverFoldersTest {
    private static final long NOBODY = 999_999_999_999L;

    @TempDir
    Path temporary;

    @Test
    void deletes_old_folders_of_dead_processes_and_nothing_else() throws IOException {
        Path orphan = folder("graft-batch-" + NOBODY + "-1");
        Path alive = folder("graft-batch-" + ProcessHandle.current().pid() + "-2");
        Path foreign = folder("graft-batch-mine");
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1)).plusSeconds(60);

        LeftoverFolders.delete(temporary, Instant.now());
        assertThat(orphan).exists();
        LeftoverFolders.delete(temporary, tomorrow);

        assertThat(orphan).doesNotExist();
        assertThat(alive).exists();
        assertThat(foreign).exists();
    }

    @Test
    void a_work_folder_leaves_nothing_behind() throws IOException {
        WorkFolder folder = new WorkFolder();
        Files.createDirectories(folder.path().resolve("a/b"));
        Files.writeString(folder.path().resolve("a/b/c"), "x");

        folder.close();

        assertThat(folder.path()).doesNotExist();
    }

    private Path folder(String name) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve(name));
        Files.writeString(folder.resolve("source"), "x");
        return folder;
    }
}
