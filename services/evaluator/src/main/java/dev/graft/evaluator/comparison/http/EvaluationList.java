package dev.graft.evaluator.comparison.http;

import dev.graft.contracts.StoreLayout;
import dev.graft.platform.step.Steps;
import dev.graft.platform.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The evaluations in the store, newest first. A manifest never changes, so each is read once; beyond {@value #MOST} the
 * list covers only so many of them (the dashboard, which hears every verdict, covers all). Thread-safe.
 */
@ApplicationScoped
public class EvaluationList {
    static final int MOST = 2_000;

    private static final Pattern MANIFEST = Pattern.compile(StoreLayout.EVALUATIONS + "[^/]+/[0-9]+\\.json");

    private final ObjectStore store;
    private final Steps steps;
    private final Map<String, Headline> known = new ConcurrentHashMap<>();

    public EvaluationList(ObjectStore store, Steps steps) {
        this.store = store;
        this.steps = steps;
    }

    /** At most {@code limit} behind the {@code offset} newest, newest first. */
    public List<Headline> newest(int offset, int limit) {
        for (String key : store.list(StoreLayout.EVALUATIONS)) {
            if (MANIFEST.matcher(key).matches() && known.size() < MOST) {
                read(key);
            }
        }
        List<Headline> all = new ArrayList<>(known.values());
        all.sort(Comparator.comparing(Headline::time).reversed());
        int from = Math.min(offset, all.size());
        return all.subList(from, Math.min(from + limit, all.size()));
    }

    private void read(String key) {
        if (!known.containsKey(key)) {
            steps.find(key).map(Headline::of).ifPresent(headline -> known.put(key, headline));
        }
    }
}
