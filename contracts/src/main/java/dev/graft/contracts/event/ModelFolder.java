package dev.graft.contracts.event;

import java.util.List;

/**
 * A trained model in the Hugging Face layout.
 *
 * @param uri {@code s3://<bucket>/<prefix>/} of the folder
 * @param files every file of the folder, ordered by path
 */
public record ModelFolder(String uri, List<File> files) {
    /** The folder's file that tells where the model comes from. */
    public static final String LINEAGE_FILE = "graft.json";

    public ModelFolder {
        files = List.copyOf(files);
    }

    /**
     * One file of the folder.
     *
     * @param path relative to the folder, with forward slashes
     * @param sha256 64 lower-case hexadecimal digits
     */
    public record File(String path, String sha256, long bytes) {}
}
