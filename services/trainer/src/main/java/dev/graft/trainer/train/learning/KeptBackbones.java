package dev.graft.trainer.train.learning;

import dev.graft.contracts.task.Task;
import dev.graft.learning.backbone.Backbones;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Backbones in memory once they were read: the one that was {@link #use used} last stays, others, such as those that a
 * check found worse, as long as there is room. Thread-safe.
 */
public final class KeptBackbones {
    private final Map<String, SoftReference<Backbone>> read = new HashMap<>();
    private final FurtherBackbones further;
    private @Nullable Backbone used;

    /** @param further where a backbone is looked for that the trainer does not carry itself */
    public KeptBackbones(FurtherBackbones further) {
        this.further = further;
    }

    /** The backbone of that name, to be looked at. */
    synchronized Backbone find(String name) {
        if (name.equals(Task.FITTED_FEATURES)) {
            return new Backbone.OfNumbers();
        }
        Backbone last = used;
        if (last != null && last.name().equals(name)) {
            return last;
        }
        SoftReference<Backbone> kept = read.get(name);
        Backbone backbone = kept == null ? null : kept.get();
        if (backbone == null) {
            backbone = read(name);
            read.put(name, new SoftReference<>(backbone));
        }
        if (last == null) {
            used = backbone;
        }
        return backbone;
    }

    /** The backbone of that name, to be trained. */
    synchronized Backbone use(String name) {
        Backbone backbone = find(name);
        used = backbone;
        return backbone;
    }

    private Backbone read(String name) {
        try {
            return Backbones.available().contains(name) ? Backbone.of(Backbones.named(name)) : furtherOne(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Backbone furtherOne(String name) {
        return further.read(name)
                .orElseThrow(() -> new IllegalArgumentException("no backbone is named '" + name
                        + "'; this trainer carries " + Backbones.available() + ", the object store holds "
                        + further.names() + " (graft backbone puts one there)"));
    }
}
