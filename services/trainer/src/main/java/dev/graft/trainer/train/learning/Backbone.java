package dev.graft.trainer.train.learning;

import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.image.backbone.ImageBackboneFiles;
import dev.graft.trainer.plan.BackboneFacts;
import dev.graft.trainer.train.Lineage;

/** A backbone that was read, with what its weights hash to. */
public sealed interface Backbone {
    static Backbone of(BackboneFiles files) {
        return new OfTexts(files, files.sha256());
    }

    static Backbone of(ImageBackboneFiles files) {
        ImageBackboneFiles bare = files.headless();
        return new OfImages(bare, bare.sha256());
    }

    String name();

    BackboneFacts facts();

    Lineage.Backbone provenance();

    /** @throws IllegalArgumentException when it reads images */
    default BackboneFiles texts() {
        throw new IllegalArgumentException("the backbone '" + name() + "' reads images, not texts");
    }

    /** @throws IllegalArgumentException when it reads texts */
    default ImageBackboneFiles images() {
        throw new IllegalArgumentException("the backbone '" + name() + "' reads texts, not images");
    }

    /** An encoder of texts. */
    record OfTexts(BackboneFiles texts, String sha256) implements Backbone {
        @Override
        public String name() {
            return texts.name();
        }

        @Override
        public BackboneFacts facts() {
            return new BackboneFacts(texts.config().layers(), texts.config().maxPositions());
        }

        @Override
        public Lineage.Backbone provenance() {
            return new Lineage.Backbone(texts.name(), texts.origin(), texts.licence(), sha256);
        }
    }

    /** A network for pictures, without the classifier of its source task. */
    record OfImages(ImageBackboneFiles images, String sha256) implements Backbone {
        @Override
        public String name() {
            return images.name();
        }

        @Override
        public BackboneFacts facts() {
            return BackboneFacts.ofImages(images.config().stages());
        }

        @Override
        public Lineage.Backbone provenance() {
            return new Lineage.Backbone(images.name(), images.origin(), images.licence(), sha256);
        }
    }
}
