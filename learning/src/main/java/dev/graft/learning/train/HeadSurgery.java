package dev.graft.learning.train;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.tensor.HostTensor;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts a head for the run's labels on the starting point's encoder: the rows of labels that a champion knows are
 * copied, new rows are drawn from a normal distribution with deviation {@value #DEVIATION}, new biases are 0.
 */
final class HeadSurgery {

    private static final double DEVIATION = 0.02;

    private HeadSurgery() {}

    /** The classifier that training begins with. */
    static ClassifierFolder operate(TrainingJob job) {
        List<String> labels = job.data().labels();
        int maxLength = job.strategy().hyperParameters().maxLength();
        NumberScale scale =
                NumberScale.of(job.data().truth(), job.data().train().size());
        if (job.start() instanceof StartingPoint.Warm warm) {
            ClassifierFolder champion = warm.champion();
            ClassifierConfig config = new ClassifierConfig(
                    champion.config().encoder(), labels, maxLength, job.data().kind());
            SortedMap<String, HostTensor> weights = newHead(job, config, scale);
            copyKnown(champion, labels, weights);
            return classifier(config, champion.weights(), weights, champion.tokenizer());
        }
        BackboneFiles backbone = ((StartingPoint.Fresh) job.start()).backbone();
        ClassifierConfig config = new ClassifierConfig(
                backbone.config(), labels, maxLength, job.data().kind());
        return classifier(config, backbone.weights(), newHead(job, config, scale), backbone.tokenizer());
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

    /** Random rows that give numbers near the training rows' mean. */
    private static SortedMap<String, HostTensor> newHead(TrainingJob job, ClassifierConfig config, NumberScale scale) {
        Random random = new Seeds(job.seed()).head();
        int labels = config.labels().size();
        int hidden = config.encoder().hiddenSize();
        float[] weight = new float[labels * hidden];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) (DEVIATION * random.nextGaussian());
        }
        SortedMap<String, HostTensor> head = new TreeMap<>();
        head.put(ClassifierConfig.HEAD_WEIGHT, HostTensor.of(new Shape(labels, hidden), weight));
        head.put(ClassifierConfig.HEAD_BIAS, HostTensor.of(new Shape(labels), new float[labels]));
        scale.restoreHead(head);
        return head;
    }

    private static void copyKnown(ClassifierFolder champion, List<String> labels, SortedMap<String, HostTensor> head) {
        for (String name : List.of(ClassifierConfig.HEAD_WEIGHT, ClassifierConfig.HEAD_BIAS)) {
            HostTensor known = champion.weight(name);
            head.computeIfPresent(
                    name,
                    (key, own) -> withKnownRows(own, known, champion.config().labels(), labels));
        }
    }

    private static HostTensor withKnownRows(
            HostTensor own, HostTensor known, List<String> knownLabels, List<String> labels) {
        int width = Math.toIntExact(own.shape().size() / labels.size());
        float[] rows = new float[labels.size() * width];
        own.values().get(rows);
        for (int to = 0; to < labels.size(); to++) {
            int from = knownLabels.indexOf(labels.get(to));
            if (from >= 0) {
                known.values().get(from * width, rows, to * width, width);
            }
        }
        return HostTensor.of(own.shape(), rows);
    }
}
