package dev.graft.registry.openlineage;

/**
 * A data set's name by OpenLineage's rules: {@code s3://<bucket>} and the key of what lies in a store, {@code
 * kafka://<host>:<port>} and the name of a topic.
 */
record DatasetName(String namespace, String name) {
    private static final String SCHEME_END = "://";

    /** Of an object or, where the URI ends in a slash, of a folder, whose name is without it. */
    static DatasetName of(String uri) {
        int scheme = uri.indexOf(SCHEME_END);
        int slash = scheme < 0 ? -1 : uri.indexOf('/', scheme + SCHEME_END.length());
        if (slash < 0 || slash == uri.length() - 1) {
            throw new IllegalArgumentException("'" + uri + "' is not of the form <scheme>://<place>/<name>");
        }
        int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
        return new DatasetName(uri.substring(0, slash), uri.substring(slash + 1, end));
    }
}
