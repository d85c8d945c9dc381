package dev.graft.trainer.train.learning;

import dev.graft.contracts.task.Task;
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

    /** @throws IllegalArgumentException when it reads something else */
    default BackboneFiles texts() {
        throw new IllegalArgumentException("the backbone '" + name() + "' reads no texts");
    }

    /** @throws IllegalArgumentException when it reads something else */
    default ImageBackboneFiles images() {
        throw new IllegalArgumentException("the backbone '" + name() + "' reads no images");
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

    /** What a snapshot's steps make of numbers: nothing of it is loaded before a run. */
    record OfNumbers() implements Backbone {
        @Override
        public String name() {
            return Task.FITTED_FEATURES;
        }

        @Override
        public BackboneFacts facts() {
            return BackboneFacts.ofNumbers();
        }

        /** @throws IllegalStateException always: each snapshot has its own, and says where it lies */
        @Override
        public Lineage.Backbone provenance() {
            throw new IllegalStateException("fitted features belong to a snapshot");
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
