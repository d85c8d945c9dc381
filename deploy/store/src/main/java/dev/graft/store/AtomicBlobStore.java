package dev.graft.store;

import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.domain.Blob;
import org.jclouds.blobstore.domain.BlobMetadata;
import org.jclouds.blobstore.domain.MultipartPart;
import org.jclouds.blobstore.domain.MultipartUpload;
import org.jclouds.blobstore.domain.PageSet;
import org.jclouds.blobstore.domain.StorageMetadata;
import org.jclouds.blobstore.options.CopyOptions;
import org.jclouds.blobstore.options.GetOptions;
import org.jclouds.blobstore.options.ListContainerOptions;
import org.jclouds.blobstore.options.PutOptions;
import org.jclouds.blobstore.util.ForwardingBlobStore;
import org.jclouds.http.HttpResponse;
import org.jclouds.http.HttpResponseException;
import org.jspecify.annotations.Nullable;

/**
 * A folder store whose objects appear whole and whose conditional puts are compare-and-set under any race.
 *
 * <p>The store beneath checks a condition and writes in two steps, and writes into the bucket itself, where a listing
 * meets half an object and a killed process leaves one. Here the bytes go to an incoming folder first, outside every
 * lock; the condition is checked and the file renamed into its place in one step that excludes every other change.
 * Reads and listings share a lock, so that an ETag and the bytes it names belong together. Thread-safe.
 */
final class AtomicBlobStore extends ForwardingBlobStore {

    private final BlobFiles files;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    AtomicBlobStore(BlobStore beneath, BlobFiles files) {
        super(beneath);
        this.files = files;
    }

    @Override
    public String putBlob(String container, Blob blob) {
        return putBlob(container, blob, new PutOptions());
    }

    @Override
    public String putBlob(String container, Blob blob, PutOptions options) {
        String name = blob.getMetadata().getName();
        if (name.endsWith("/")) {
            return alone(() -> super.putBlob(container, blob, options));
        }
        files.requireObject(container, name);
        String incoming = UUID.randomUUID().toString();
        try {
            blob.getMetadata().setName(incoming);
            String eTag = super.putBlob(BlobFiles.INCOMING, blob, options);
            publish(incoming, container, name, WriteCondition.of(options));
            return eTag;
        } finally {
            files.deleteIncoming(incoming);
        }
    }

    @Override
    public String copyBlob(
            String fromContainer, String fromName, String toContainer, String toName, CopyOptions options) {
        files.requireObject(toContainer, toName);
        String incoming = UUID.randomUUID().toString();
        try {
            String eTag = super.copyBlob(fromContainer, fromName, BlobFiles.INCOMING, incoming, options);
            publish(incoming, toContainer, toName, new WriteCondition(null, null));
            return eTag;
        } finally {
            files.deleteIncoming(incoming);
        }
    }

    private void publish(String incoming, String container, String name, WriteCondition condition) {
        alone(() -> {
            if (!condition.isAbsent() && !condition.holdsFor(super.blobMetadata(container, name))) {
                throw preconditionFailed();
            }
            files.publish(incoming, container, name);
            return name;
        });
    }

    @Override
    public void removeBlob(String container, String name) {
        alone(() -> {
            super.removeBlob(container, name);
            return name;
        });
    }

    @Override
    public void removeBlobs(String container, Iterable<String> names) {
        names.forEach(name -> removeBlob(container, name));
    }

    @Override
    public String completeMultipartUpload(MultipartUpload upload, java.util.List<MultipartPart> parts) {
        return alone(() -> super.completeMultipartUpload(upload, parts));
    }

    @Override
    public @Nullable Blob getBlob(String container, String name) {
        return getBlob(container, name, GetOptions.NONE);
    }

    @Override
    public @Nullable Blob getBlob(String container, String name, GetOptions options) {
        return shared(() -> super.getBlob(container, name, options));
    }

    @Override
    public @Nullable BlobMetadata blobMetadata(String container, String name) {
        return shared(() -> super.blobMetadata(container, name));
    }

    @Override
    public boolean blobExists(String container, String name) {
        return blobMetadata(container, name) != null;
    }

    @Override
    public PageSet<? extends StorageMetadata> list(String container, ListContainerOptions options) {
        return shared(() -> super.list(container, options));
    }

    private <T extends @Nullable Object> T shared(Supplier<T> action) {
        return under(lock.readLock(), action);
    }

    private <T extends @Nullable Object> T alone(Supplier<T> action) {
        return under(lock.writeLock(), action);
    }

    private static <T extends @Nullable Object> T under(Lock held, Supplier<T> action) {
        held.lock();
        try {
            return action.get();
        } finally {
            held.unlock();
        }
    }

    private static HttpResponseException preconditionFailed() {
        HttpResponse response = HttpResponse.builder().statusCode(412).build();
        return new HttpResponseException("the object is not in the state that the put asked for", null, response);
    }
}
