package dev.graft.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.filesystem.reference.FilesystemConstants;
import org.jclouds.logging.slf4j.config.SLF4JLoggingModule;

/**
 * The program that serves a folder over the S3 protocol on the loopback interface until it is stopped.
 *
 * <p>Requests are signed with the key pair of {@link StoreAccess}; a wrong secret is refused. It says "ready" on its
 * standard output once the bucket is there and the port open. Exit code 2 is a wrong command line or environment, 1 a
 * start that failed.
 */
public final class LocalStore {

    /** A signed request that is not chunked is held in memory while it is checked: no more than this, in bytes. */
    private static final long MAX_SIGNED_REQUEST = 1L << 30;

    private static final int MAX_THREADS = 32;

    private LocalStore() {}

    /** @param arguments {@code --data-dir FOLDER --port PORT} */
    public static void main(String[] arguments) {
        StoreOptions options;
        StoreAccess access;
        try {
            options = StoreOptions.parse(arguments);
            access = StoreAccess.from(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println("graft-local-store: " + e.getMessage());
            System.exit(2);
            return;
        }
        try {
            serve(options, access);
        } catch (Exception e) {
            System.err.println("graft-local-store: cannot start: " + e);
            System.exit(1);
        }
    }

    private static void serve(StoreOptions options, StoreAccess access) throws Exception {
        S3Proxy server = S3Proxy.builder()
                .blobStore(open(options.dataFolder(), access.bucket()))
                .endpoint(URI.create("http://127.0.0.1:" + options.port()))
                .awsAuthentication(AuthenticationType.AWS_V4, access.accessKey(), access.secretKey())
                .v4MaxNonChunkedRequestSize(MAX_SIGNED_REQUEST)
                .ignoreUnknownHeaders(true)
                .jettyMaxThreads(MAX_THREADS)
                .build();
        server.start();
        System.out.println("graft-local-store ready on 127.0.0.1:" + options.port());
    }

    private static BlobStore open(Path folder, String bucket) throws IOException {
        BlobFiles files = new BlobFiles(folder);
        files.open(bucket);
        Properties settings = new Properties();
        settings.setProperty(FilesystemConstants.PROPERTY_BASEDIR, folder.toString());
        BlobStoreContext context = ContextBuilder.newBuilder(new FilesystemNio2BlobApiMetadata())
                .credentials("none", "none")
                .modules(java.util.List.of(new SLF4JLoggingModule()))
                .overrides(settings)
                .build(BlobStoreContext.class);
        return new AtomicBlobStore(context.getBlobStore(), files);
    }
}
