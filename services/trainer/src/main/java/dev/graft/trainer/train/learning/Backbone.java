package dev.graft.trainer.train.learning;

import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.trainer.plan.BackboneFacts;
import dev.graft.trainer.train.Lineage;

/** A backbone that was read, with what its weights hash to. */
record Backbone(BackboneFiles files, String sha256) {
    static Backbone of(BackboneFiles files) {
        return new Backbone(files, files.sha256());
    }

    BackboneFacts facts() {
        return new BackboneFacts(files.config().layers(), files.config().maxPositions());
    }

    Lineage.Backbone provenance() {
        return new Lineage.Backbone(files.name(), files.origin(), files.licence(), sha256);
    }
}
