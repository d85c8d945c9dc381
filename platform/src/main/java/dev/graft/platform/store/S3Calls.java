package dev.graft.platform.store;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.MinioException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Calls to the S3 client with its errors sorted into those of {@link StoreException}. */
final class S3Calls {
    private static final Set<String> MISSING = Set.of("NoSuchKey", "NoSuchBucket", "NoSuchObject", "ResourceNotFound");
    private static final Set<String> LOST = Set.of("PreconditionFailed", "ConditionalRequestConflict");
    private static final Set<String> BUSY =
            Set.of("SlowDown", "InternalError", "ServiceUnavailable", "RequestTimeout", "XMinioServerNotInitialized");

    private S3Calls() {}

    static <T> T call(S3Uri at, Callable<T> request) {
        try {
            return request.call();
        } catch (StoreException e) {
            throw e;
        } catch (ErrorResponseException e) {
            throw sorted(at, e);
        } catch (ServerException | InvalidResponseException | IOException e) {
            throw new StoreException.Unavailable("object store: " + e.getMessage() + " at " + at, e);
        } catch (MinioException | GeneralSecurityException e) {
            throw new StoreException.Refused("object store: " + e.getMessage() + " at " + at, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the S3 client declares no such exception", e);
        }
    }

    static <T> Optional<T> orEmptyWhenMissing(S3Uri at, Callable<T> request) {
        try {
            return Optional.of(call(at, request));
        } catch (StoreException.Missing e) {
            return Optional.empty();
        }
    }

    /** A conditional write that lost, whether to a change ({@code 412}, {@code 409}) or to a deletion. */
    static <T> Optional<T> orEmptyWhenConditionFails(S3Uri at, Callable<T> request) {
        try {
            return Optional.of(call(at, request));
        } catch (ConditionFailed | StoreException.Missing e) {
            return Optional.empty();
        }
    }

    private static RuntimeException sorted(S3Uri at, ErrorResponseException e) {
        String code = e.errorResponse().code();
        int status = e.response() == null ? 0 : e.response().code();
        if (LOST.contains(code) || status == 412) {
            return new ConditionFailed();
        }
        if (MISSING.contains(code) || status == 404) {
            return new StoreException.Missing(at.toString());
        }
        if (BUSY.contains(code) || status >= 500 || status == 429) {
            return new StoreException.Unavailable("object store is busy (" + code + ") at " + at, e);
        }
        return new StoreException.Refused("object store refused (" + code + ") at " + at, e);
    }

    /** Inside this package only: the condition of a write did not hold. */
    private static final class ConditionFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
