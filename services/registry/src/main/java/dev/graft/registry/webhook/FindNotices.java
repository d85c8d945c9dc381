package dev.graft.registry.webhook;

import dev.graft.contracts.event.ModelChanged;
import dev.graft.registry.history.Move;
import dev.graft.registry.history.MoveKind;
import dev.graft.registry.search.ModelRecord;
import dev.graft.registry.search.ModelState;
import dev.graft.registry.search.VersionRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what has happened between the state that webhooks know and the one that holds. Versions and moves are numbered, so
 * each of them is found, once; of tags the outcome is.
 */
final class FindNotices {
    private final @Nullable ModelChanged told;
    private final ModelState state;
    private final List<Notice> found = new ArrayList<>();

    private FindNotices(@Nullable ModelChanged told, ModelState state) {
        this.told = told;
        this.state = state;
    }

    /**
     * In the order in which they make sense.
     *
     * @param told null: nothing is known of the model
     * @param moves all of the model's
     */
    static List<Notice> between(@Nullable ModelChanged told, ModelState state, List<Move> moves) {
        FindNotices finding = new FindNotices(told, state);
        state.record().ifPresent(finding::model);
        moves.stream()
                .filter(move -> told == null || move.sequence() > told.moves())
                .forEach(finding::move);
        return finding.found;
    }

    private void model(ModelRecord model) {
        if (told == null) {
            Map<String, Object> data = named();
            data.put("tags", model.tags());
            data.put("description", model.description());
            found.add(new Notice(
                    WebhookEvent.MODEL_CREATED,
                    model.createdAt(),
                    "model/" + model.createdAt(),
                    order(0, 0),
                    null,
                    data));
        }
        model.versions().forEach(this::version);
    }

    private void version(VersionRecord version) {
        if (told == null || version.number() > told.registered()) {
            created(version);
            return;
        }
        told.versions().stream()
                .filter(known -> known.version() == version.number())
                .findFirst()
                .ifPresent(known -> tags(known.tags(), version, null));
    }

    private void created(VersionRecord version) {
        Map<String, Object> data = named();
        data.put("version", Integer.toString(version.number()));
        data.put("source", version.source());
        data.put("run_id", version.runId());
        data.put("tags", version.tags());
        data.put("description", version.description());
        found.add(new Notice(
                WebhookEvent.VERSION_CREATED,
                version.createdAt(),
                place(version),
                order(1, version.number()),
                null,
                data));
        tags(Map.of(), version, place(version));
    }

    private void tags(Map<String, String> known, VersionRecord version, @Nullable String within) {
        Collection<String> keys = new TreeSet<>(known.keySet());
        keys.addAll(version.tags().keySet());
        for (String key : keys) {
            String value = version.tags().get(key);
            if (!Objects.equals(known.get(key), value)) {
                Map<String, Object> data = named();
                data.put("version", Integer.toString(version.number()));
                data.put("key", key);
                if (value != null) {
                    data.put("value", value);
                }
                found.add(new Notice(
                        value == null ? WebhookEvent.TAG_DELETED : WebhookEvent.TAG_SET,
                        version.updatedAt(),
                        place(version) + "/tag/" + version.updatedAt() + "/" + key,
                        order(2, version.number()),
                        within,
                        data));
            }
        }
    }

    private void move(Move move) {
        boolean deleted = move.kind() == MoveKind.ALIAS_DELETED;
        Map<String, Object> data = named();
        data.put("alias", move.alias());
        if (!deleted) {
            data.put("version", Integer.toString(move.version()));
        }
        found.add(new Notice(
                deleted ? WebhookEvent.ALIAS_DELETED : WebhookEvent.ALIAS_CREATED,
                move.at(),
                "move/" + move.sequence(),
                order(3, move.sequence()),
                null,
                data));
    }

    private static String place(VersionRecord version) {
        return "version/" + version.number();
    }

    private static String order(int kind, long number) {
        return "%d%09d".formatted(kind, number);
    }

    private Map<String, Object> named() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", state.name());
        return data;
    }
}
