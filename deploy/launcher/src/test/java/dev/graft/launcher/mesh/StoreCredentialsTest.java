package dev.graft.launcher.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class StoreCredentialsTest {

    @TempDir
    Path folder;

    @Test
    void are_made_once_and_differ_between_meshes() throws Exception {
        StoreCredentials first = StoreCredentials.of(new MeshHome(folder.resolve("one")));

        assertThat(StoreCredentials.of(new MeshHome(folder.resolve("one")))).isEqualTo(first);
        assertThat(StoreCredentials.of(new MeshHome(folder.resolve("two")))).isNotEqualTo(first);
        assertThat(first.secretKey()).hasSize(64);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void are_readable_by_their_owner_alone() throws Exception {
        StoreCredentials.of(new MeshHome(folder));

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("run").resolve("credentials"))))
                .isEqualTo("rw-------");
    }

    @Test
    void do_not_show_their_secret() throws Exception {
        StoreCredentials credentials = StoreCredentials.of(new MeshHome(folder));

        assertThat(credentials.toString()).doesNotContain(credentials.secretKey());
    }
}
