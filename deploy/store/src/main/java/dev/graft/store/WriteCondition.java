package dev.graft.store;

import org.gaul.s3proxy.PutOptions2;
import org.jclouds.blobstore.domain.BlobMetadata;
import org.jclouds.blobstore.options.PutOptions;
import org.jspecify.annotations.Nullable;

/**
 * What a conditional put asks of the object that is there: S3's {@code If-Match} and {@code If-None-Match}.
 *
 * @param ifMatch an ETag with or without quotes, {@code *} for any object, or null
 * @param ifNoneMatch as {@code ifMatch}, negated
 */
record WriteCondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {

    private static final String ANY = "*";

    static WriteCondition of(PutOptions options) {
        return options instanceof PutOptions2 conditional
                ? new WriteCondition(conditional.getIfMatch(), conditional.getIfNoneMatch())
                : new WriteCondition(null, null);
    }

    boolean isAbsent() {
        return ifMatch == null && ifNoneMatch == null;
    }

    boolean holdsFor(@Nullable BlobMetadata present) {
        return (ifMatch == null || matches(ifMatch, present))
                && (ifNoneMatch == null || !matches(ifNoneMatch, present));
    }

    private static boolean matches(String wanted, @Nullable BlobMetadata present) {
        if (present == null) {
            return false;
        }
        return wanted.equals(ANY) || unquoted(wanted).equals(unquoted(String.valueOf(present.getETag())));
    }

    private static String unquoted(String eTag) {
        return eTag.replace("\"", "");
    }
}
