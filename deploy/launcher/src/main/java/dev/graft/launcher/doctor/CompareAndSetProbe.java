package dev.graft.launcher.doctor;

import dev.graft.launcher.client.StoreAddress;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Conditional writes on a store, tried on objects below {@code doctor/} that are removed again. */
final class CompareAndSetProbe implements AutoCloseable {

    private static final int PRECONDITION_FAILED = 412;
    private static final Map<String, String> CREATE = Map.of("If-None-Match", "*");

    private final StoreAddress address;
    private final MinioClient client;
    private final String folder = "doctor/" + UUID.randomUUID() + "/";
    private final ExecutorService pool = Executors.newCachedThreadPool();

    CompareAndSetProbe(StoreAddress address) {
        this.address = address;
        this.client = address.client();
    }

    /** The store cannot be used at all. */
    static final class StoreFailure extends Exception {
        private static final long serialVersionUID = 1;

        StoreFailure(Throwable cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    boolean keepsConditionsInSequence() throws StoreFailure {
        String key = folder + "sequence";
        try {
            String first = put(key, "1", CREATE).orElse("");
            boolean created = !first.isEmpty() && put(key, "2", CREATE).isEmpty();
            boolean replaced = put(key, "3", ifMatch(first)).isPresent();
            boolean refused = put(key, "4", ifMatch(first)).isEmpty();
            return created && replaced && refused;
        } finally {
            remove(key);
        }
    }

    /** Of {@code 2 × rounds} races, half to create and half to replace: those that not exactly one writer won. */
    int roundsWithoutOneWinner(int rounds, int contenders) throws StoreFailure {
        int bad = 0;
        for (int round = 0; round < rounds; round++) {
            String key = folder + "race-" + round;
            try {
                List<String> created = race(key, contenders, CREATE);
                bad += created.size() == 1 ? 0 : 1;
                String present = put(key, "present", Map.of()).orElse("");
                bad += race(key, contenders, ifMatch(present)).size() == 1 ? 0 : 1;
            } finally {
                remove(key);
            }
        }
        return bad;
    }

    private List<String> race(String key, int contenders, Map<String, String> condition) throws StoreFailure {
        List<Callable<Optional<String>>> writers = new ArrayList<>();
        for (int writer = 0; writer < contenders; writer++) {
            String content = key + " by " + writer + " under " + condition;
            writers.add(() -> put(key, content, condition));
        }
        List<String> winners = new ArrayList<>();
        try {
            for (Future<Optional<String>> result : pool.invokeAll(writers)) {
                result.get().ifPresent(winners::add);
            }
            return winners;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreFailure(e);
        } catch (ExecutionException e) {
            throw new StoreFailure(e);
        }
    }

    /** The new ETag; empty when the condition did not hold. */
    private Optional<String> put(String key, String content, Map<String, String> condition) throws StoreFailure {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        try {
            return Optional.of(client.putObject(
                            PutObjectArgs.builder().bucket(address.bucket()).object(key).headers(condition).stream(
                                            new ByteArrayInputStream(bytes), bytes.length, -1)
                                    .build())
                    .etag());
        } catch (ErrorResponseException e) {
            if (e.response().code() == PRECONDITION_FAILED) {
                return Optional.empty();
            }
            throw new StoreFailure(e);
        } catch (MinioException | IOException | GeneralSecurityException e) {
            throw new StoreFailure(e);
        }
    }

    private static Map<String, String> ifMatch(String eTag) {
        return Map.of("If-Match", eTag);
    }

    private void remove(String key) throws StoreFailure {
        try {
            client.removeObject(RemoveObjectArgs.builder()
                    .bucket(address.bucket())
                    .object(key)
                    .build());
        } catch (MinioException | IOException | GeneralSecurityException e) {
            throw new StoreFailure(e);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
