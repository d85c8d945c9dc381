package dev.graft.learning.train;

import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.model.HeadWeights;
import dev.graft.learning.tensor.HostTensor;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Puts a head for the run's labels on the starting point's encoder, with the rows of labels that a champion knows. */
final class HeadSurgery {

    private HeadSurgery() {}

    /** The classifier that training begins with. */
    static ClassifierFolder operate(TrainingJob job) {
        List<String> labels = job.data().labels();
        int maxLength = job.strategy().hyperParameters().maxLength();
        if (job.start() instanceof StartingPoint.Warm warm) {
            ClassifierFolder champion = warm.champion();
            ClassifierConfig config = new ClassifierConfig(
                    champion.config().encoder(), labels, maxLength, job.data().kind());
            SortedMap<String, HostTensor> weights =
                    newHead(job, config.encoder().hiddenSize());
            copyKnown(champion.weights(), champion.labels(), labels, weights);
            return classifier(config, champion.weights(), weights, champion.tokenizer());
        }
        BackboneFiles backbone = ((StartingPoint.Fresh) job.start()).backbone();
        ClassifierConfig config = new ClassifierConfig(
                backbone.config(), labels, maxLength, job.data().kind());
        return classifier(
                config, backbone.weights(), newHead(job, config.encoder().hiddenSize()), backbone.tokenizer());
    }

    private static ClassifierFolder classifier(
            ClassifierConfig config,
            SortedMap<String, HostTensor> encoder,
            SortedMap<String, HostTensor> head,
            String tokenizer) {
        SortedMap<String, HostTensor> all = new TreeMap<>(encoder);
        all.putAll(head);
        all.keySet().retainAll(config.shapes().keySet());
        return new ClassifierFolder(config, all, tokenizer);
    }

    /** New rows for features of that width, which give numbers near the training rows' mean. */
    static SortedMap<String, HostTensor> newHead(TrainingJob job, int width) {
        TrainingData data = job.data();
        SortedMap<String, HostTensor> head =
                HeadWeights.fresh(data.labels().size(), width, new Seeds(job.seed()).head());
        NumberScale.of(data.truth(), data.train().size()).restoreHead(head);
        return head;
    }

    /** Puts the rows of known labels into a head for {@code labels}. */
    static void copyKnown(
            SortedMap<String, HostTensor> known,
            List<String> knownLabels,
            List<String> labels,
            SortedMap<String, HostTensor> head) {
        for (String name : List.of(ClassifierConfig.HEAD_WEIGHT, ClassifierConfig.HEAD_BIAS)) {
            HostTensor rows = known.get(name);
            if (rows == null) {
                throw new IllegalArgumentException("no weight is named " + name);
            }
            head.computeIfPresent(name, (key, own) -> HeadWeights.withKnownRows(own, labels, rows, knownLabels));
        }
    }
}
