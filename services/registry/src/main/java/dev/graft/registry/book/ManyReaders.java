package dev.graft.registry.book;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Reads many models with several threads, which wait for the store most of the time. The threads are of its own: those of
 * the common pool have a class loader that does not know the application.
 */
public final class ManyReaders {
    private static final int READERS = 8;

    private ManyReaders() {}

    /**
     * What {@code reading} gives for each name, in the order of the names.
     *
     * @param reading called by several threads
     * @throws RuntimeException the failure of the first name that failed
     */
    public static <T> List<T> read(List<String> names, Function<String, T> reading) {
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<T>> begun = new ArrayList<>();
            names.forEach(name -> begun.add(readers.submit(() -> reading.apply(name))));
            List<T> read = new ArrayList<>();
            for (Future<T> each : begun) {
                read.add(each.get());
            }
            return read;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while models were read", e);
        } finally {
            readers.shutdownNow();
        }
    }
}
