package dev.graft.dataprep.batch;

/** What was prepared of a batch in parts is gone, because another process has answered all that waited for it. */
final class PartsGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PartsGone(String key) {
        super(key + " is gone with its plan: the batch has its outcome");
    }
}
