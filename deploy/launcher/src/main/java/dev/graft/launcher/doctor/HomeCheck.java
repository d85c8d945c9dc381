package dev.graft.launcher.doctor;

import dev.graft.launcher.mesh.MeshHome;
import dev.graft.launcher.terminal.Figures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mesh's folder: can be written, keeps the attributes that the local object store needs, has room. */
public final class HomeCheck implements Check {

    private static final long ROOM_WANTED = 5L << 30;
    private static final long ROOM_NEEDED = 1L << 30;

    private final MeshHome home;

    public HomeCheck(MeshHome home) {
        this.home = home;
    }

    @Override
    public List<Finding> run() {
        try {
            home.create();
            Path probe = Files.createTempFile(home.run(), "doctor", ".probe");
            try {
                return List.of(Finding.ok("Folder", home.folder() + " can be written"), attributes(probe), room());
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            return List.of(Finding.fail(
                    "Folder",
                    home.folder() + " cannot be written (" + e + ")",
                    "name another with --home or GRAFT_HOME"));
        }
    }

    private static Finding attributes(Path probe) {
        UserDefinedFileAttributeView view = Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
        String problem = view == null ? "none on this system" : problem(view);
        return problem == null
                ? Finding.ok("Attributes", "the file system keeps extended attributes")
                : Finding.fail(
                        "Attributes",
                        "the file system keeps no extended attributes (" + problem + ")",
                        "the local object store needs them: name a folder on another file system with --home");
    }

    private static @Nullable String problem(UserDefinedFileAttributeView view) {
        try {
            view.write("user.graft-doctor", StandardCharsets.UTF_8.encode("probe"));
            return null;
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Finding room() throws IOException {
        long free = Files.getFileStore(home.run()).getUsableSpace();
        String what = Figures.bytes(free) + " free";
        if (free < ROOM_NEEDED) {
            return Finding.fail("Disk", what, "free some, or name a folder on another disk with --home");
        }
        return free < ROOM_WANTED
                ? Finding.warn("Disk", what, "every model version takes about 90 MB")
                : Finding.ok("Disk", what);
    }
}
