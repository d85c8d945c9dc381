package dev.graft.learning.train;

import ai.djl.ndarray.types.Shape;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.BertConfig;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.tensor.HostTensor;
import java.nio.FloatBuffer;
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
        Random random = new Seeds(job.seed()).head();
        if (job.start() instanceof StartingPoint.Warm warm) {
            ClassifierFolder champion = warm.champion();
            ClassifierConfig config = new ClassifierConfig(champion.config().encoder(), labels, maxLength);
            Head head = Head.random(labels.size(), config.encoder(), random);
            head.copyKnown(champion, labels);
            return classifier(config, champion.weights(), head, champion.tokenizer());
        }
        BackboneFiles backbone = ((StartingPoint.Fresh) job.start()).backbone();
        ClassifierConfig config = new ClassifierConfig(backbone.config(), labels, maxLength);
        Head head = Head.random(labels.size(), config.encoder(), random);
        return classifier(config, backbone.weights(), head, backbone.tokenizer());
    }

    private static ClassifierFolder classifier(
            ClassifierConfig config, SortedMap<String, HostTensor> weights, Head head, String tokenizer) {
        SortedMap<String, HostTensor> all = new TreeMap<>(weights);
        all.put(ClassifierConfig.HEAD_WEIGHT, new HostTensor(head.shape, FloatBuffer.wrap(head.weight)));
        all.put(ClassifierConfig.HEAD_BIAS, new HostTensor(new Shape(head.bias.length), FloatBuffer.wrap(head.bias)));
        all.keySet().retainAll(config.shapes().keySet());
        return new ClassifierFolder(config, all, tokenizer);
    }

    /** The rows of a head. */
    private static final class Head {
        final Shape shape;
        final float[] weight;
        final float[] bias;

        Head(int labels, int hidden) {
            this.shape = new Shape(labels, hidden);
            this.weight = new float[labels * hidden];
            this.bias = new float[labels];
        }

        static Head random(int labels, BertConfig encoder, Random random) {
            Head head = new Head(labels, encoder.hiddenSize());
            for (int i = 0; i < head.weight.length; i++) {
                head.weight[i] = (float) (DEVIATION * random.nextGaussian());
            }
            return head;
        }

        void copyKnown(ClassifierFolder champion, List<String> labels) {
            FloatBuffer weights = champion.weight(ClassifierConfig.HEAD_WEIGHT).values();
            FloatBuffer biases = champion.weight(ClassifierConfig.HEAD_BIAS).values();
            int hidden = (int) shape.get(1);
            for (int to = 0; to < labels.size(); to++) {
                int from = champion.config().labels().indexOf(labels.get(to));
                if (from >= 0) {
                    weights.get(from * hidden, weight, to * hidden, hidden);
                    bias[to] = biases.get(from);
                }
            }
        }
    }
}
