package dev.graft.platform.store;

/** {@code s3://bucket/key}, taken apart. */
record S3Uri(String bucket, String key) {
    private static final String SCHEME = "s3://";

    /** @throws StoreException.Refused when the text is no such URI */
    static S3Uri parse(String uri) {
        int slash = uri.indexOf('/', SCHEME.length());
        if (!uri.startsWith(SCHEME) || slash <= SCHEME.length() || slash == uri.length() - 1) {
            throw new StoreException.Refused("'" + uri + "' is not of the form s3://<bucket>/<key>", null);
        }
        return new S3Uri(uri.substring(SCHEME.length(), slash), uri.substring(slash + 1));
    }

    @Override
    public String toString() {
        return SCHEME + bucket + "/" + key;
    }
}
