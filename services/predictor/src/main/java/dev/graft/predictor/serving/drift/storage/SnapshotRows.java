package dev.graft.predictor.serving.drift.storage;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.document.SnapshotManifest.Shard;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.task.Features.Column;
import dev.graft.contracts.task.Split;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.platform.store.StoreException;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.ModelUnusable;
import dev.graft.predictor.serving.ServedModel;
import dev.graft.predictor.serving.drift.ReferenceRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The test rows of snapshots in the object store: a seeded sample of the newest shards, as many as may be fetched. */
public final class SnapshotRows implements ReferenceRows {
    private static final long MOST_MANIFEST_BYTES = 16L << 20;
    private static final long MOST_SHARD_BYTES = 64L << 20;

    private final ObjectStore store;

    public SnapshotRows(ObjectStore store) {
        this.store = store;
    }

    @Override
    public List<Input> of(ServedModel model, int most) throws ModelUnusable {
        ObjectRef snapshot = model.document().evaluation().run().snapshot();
        try {
            SnapshotManifest manifest = read(
                    snapshot, MOST_MANIFEST_BYTES, file -> Json.read(Files.readAllBytes(file), SnapshotManifest.class));
            Sample sample = new Sample(most, model.columns());
            for (Shard shard : newest(manifest.shards())) {
                read(shard.object(), MOST_SHARD_BYTES, file -> {
                    Shards.forEach(file, sample::offer);
                    return sample;
                });
            }
            return sample.inputs;
        } catch (StoreException.Unavailable e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ModelUnusable("the snapshot that it was judged on cannot be read: " + e.getMessage(), e);
        }
    }

    /** As many as fit into the bound together, from the last one on. */
    private static List<Shard> newest(List<Shard> shards) {
        List<Shard> chosen = new ArrayList<>();
        long bytes = 0;
        for (int i = shards.size() - 1; i >= 0; i--) {
            bytes += shards.get(i).object().bytes();
            if (bytes > MOST_SHARD_BYTES) {
                break;
            }
            chosen.add(shards.get(i));
        }
        return chosen;
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(Path file) throws IOException;
    }

    private <T> T read(ObjectRef object, long maxBytes, Reader<T> reader) throws IOException {
        Path file = Files.createTempFile("graft-drift-", null);
        try {
            store.download(object.uri(), object.sha256(), maxBytes, file);
            return reader.read(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** An even sample of the test rows that go by, of those that are in the model's columns. */
    private static final class Sample {
        private final int most;
        private final List<Column> columns;
        private final Random random = new Random(1);
        private final List<Input> inputs = new ArrayList<>();
        private int seen;

        Sample(int most, List<Column> columns) {
            this.most = most;
            this.columns = columns;
        }

        void offer(DatasetRow row) {
            if (!row.split().equals(Split.TEST)) {
                return;
            }
            seen++;
            int place = inputs.size() < most ? inputs.size() : random.nextInt(seen);
            if (place < most) {
                input(row.content()).ifPresent(input -> put(place, input));
            }
        }

        private void put(int place, Input input) {
            if (place < inputs.size()) {
                inputs.set(place, input);
            } else {
                inputs.add(input);
            }
        }

        private Optional<Input> input(RowContent content) {
            if (content instanceof RowContent.Text text) {
                return Optional.of(
                        text.pair() == null ? new Input.Text(text.text()) : new Input.Pair(text.text(), text.pair()));
            }
            if (content instanceof RowContent.Image image) {
                return Optional.of(new Input.Image(
                        Base64.getEncoder().encodeToString(image.file().get())));
            }
            RowContent.Numbers numbers = (RowContent.Numbers) content;
            return numbers.values().length == columns.size() ? Optional.of(row(numbers)) : Optional.empty();
        }

        private Input row(RowContent.Numbers numbers) {
            Map<String, @Nullable String> values = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                double value = numbers.values()[i];
                if (!Double.isNaN(value)) {
                    List<String> words = columns.get(i).values();
                    values.put(columns.get(i).name(), words == null ? Double.toString(value) : words.get((int) value));
                }
            }
            return new Input.Row(values, numbers.domain());
        }
    }
}
