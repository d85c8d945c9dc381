package dev.graft.registry.change.storage;

import dev.graft.contracts.StoreLayout;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.change.ChangeMark;
import dev.graft.registry.change.ChangeMarks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@link ChangeMarks} as empty objects in the store, whose keys say everything. */
public final class StoredChangeMarks implements ChangeMarks {
    private static final Pattern KEY = Pattern.compile(StoreLayout.CHANGES + "([^/]+)/(\\d{1,15})-([0-9a-f-]+)");
    private static final byte[] NOTHING = {};

    private final ObjectStore store;

    public StoredChangeMarks(ObjectStore store) {
        this.store = store;
    }

    @Override
    public ChangeMark set(String model, Instant at) {
        ChangeMark mark = new ChangeMark(model, at, UUID.randomUUID().toString());
        store.put(key(mark), NOTHING, "application/octet-stream");
        return mark;
    }

    @Override
    public List<ChangeMark> all() {
        return store.list(StoreLayout.CHANGES).stream()
                .map(StoredChangeMarks::mark)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void remove(ChangeMark mark) {
        store.delete(key(mark));
    }

    private static String key(ChangeMark mark) {
        return StoreLayout.modelChange(mark.model(), mark.at().toEpochMilli(), mark.id());
    }

    /** Empty where somebody put another object. */
    private static Optional<ChangeMark> mark(String key) {
        Matcher parts = KEY.matcher(key);
        return parts.matches()
                ? Optional.of(new ChangeMark(
                        parts.group(1), Instant.ofEpochMilli(Long.parseLong(parts.group(2))), parts.group(3)))
                : Optional.empty();
    }
}
