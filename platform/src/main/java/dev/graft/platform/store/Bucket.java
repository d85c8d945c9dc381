package dev.graft.platform.store;

import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;
import java.util.Set;
import java.util.concurrent.Callable;

/** The one bucket of a mesh, which whoever needs it first creates. */
record Bucket(MinioClient client, String name) {
    private static final Set<String> MADE_BY_ANOTHER =
            Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists", "OperationAborted");

    /** Creates the bucket where it is missing; somebody who creates it at the same time is no error. */
    void ensure() {
        S3Calls.call(new S3Uri(name, ""), () -> {
            if (!exists()) {
                make();
            }
            return name;
        });
    }

    /** Runs a request on the bucket; where that is missing, as at the first start, creates it and tries once more. */
    <T> T call(Callable<T> request) throws Exception {
        try {
            return request.call();
        } catch (ErrorResponseException e) {
            if (!"NoSuchBucket".equals(e.errorResponse().code())) {
                throw e;
            }
            ensure();
            return request.call();
        }
    }

    private void make() throws Exception {
        try {
            client.makeBucket(MakeBucketArgs.builder().bucket(name).build());
        } catch (ErrorResponseException e) {
            if (!MADE_BY_ANOTHER.contains(e.errorResponse().code()) || !exists()) {
                throw e;
            }
        }
    }

    private boolean exists() throws Exception {
        return client.bucketExists(BucketExistsArgs.builder().bucket(name).build());
    }
}
