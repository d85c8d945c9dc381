package dev.graft.contracts.event;

/**
 * Something in the object store, by where it lies and what it must be.
 *
 * @param uri {@code s3://<bucket>/<key>}
 * @param sha256 of the bytes, 64 lower-case hexadecimal digits
 * @param bytes the size
 */
public record ObjectRef(String uri, String sha256, long bytes) {}
