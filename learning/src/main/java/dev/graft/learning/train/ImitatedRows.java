package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.backbone.Trace;
import dev.graft.learning.backbone.TracedBackbone;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.loss.Loss;
import dev.graft.learning.model.Head;
import dev.graft.learning.strategy.TransferStrategy.Distillation;
import java.util.List;

/**
 * Rows through a student, beside its teacher: their loss is that of the labels, of the teacher's answers (Hinton et al. 2015),
 * of its hidden states (Jiao et al. 2020) and of its attention (Wang et al. 2020), each a mean over the rows and over their
 * places that are no padding.
 *
 * @param student the rows through its network
 * @param network of the student
 * @param teacher its network
 * @param teacherHead its head
 * @param layers of the teacher that the student's are compared with
 */
record ImitatedRows<B>(
        BackboneRows<B> student,
        TracedBackbone<B> network,
        Head head,
        TracedBackbone<B> teacher,
        Head teacherHead,
        List<Integer> layers,
        Distillation weights,
        Loss labels)
        implements RowFeatures {

    /**
     * The loss of some of a batch's rows; summed over the parts of a batch it is the batch's.
     *
     * @param step owns everything on the way
     * @param batch all rows of the batch
     */
    NDArray loss(NDManager step, int[] rows, int... batch) {
        float dropout = (float) weights.hyperParameters().dropout();
        B inputs = student.inputs().batch(step, rows);
        Trace own = network.trace(inputs, dropout);
        NDArray logits = head.logits(network.pool(inputs, own.last()), dropout);
        Trace shown;
        NDArray answers;
        try (GradMode off = GradMode.off()) {
            shown = teacher.trace(inputs, 0);
            answers = teacherHead.logits(teacher.pool(inputs, shown.last()), 0);
        }
        double share = (double) rows.length / batch.length;
        NDArray places = network.meanWeights(inputs).squeeze(1).div(number(step, rows.length)); // (B, S), sum 1
        double answered = (1 - weights.labelShare()) * weights.temperature() * weights.temperature();
        NDArray loss = labels.of(logits, rows, labels.total(batch)).mul(number(step, weights.labelShare()));
        loss = loss.add(divergence(step, logits, answers).mul(number(step, answered * share)));
        for (int layer = 0; layer < layers.size(); layer++) {
            int compared = layers.get(layer);
            NDArray states = states(own.hidden().get(layer + 1), shown.hidden().get(compared + 1), places);
            NDArray looks = looks(own.attention().get(layer), shown.attention().get(compared), places);
            loss = loss.add(states.mul(number(step, weights.hiddenWeight() * share / layers.size())))
                    .add(looks.mul(number(step, weights.attentionWeight() * share / layers.size())));
        }
        return loss;
    }

    /** KL divergence of the student's classes from the teacher's, at the temperature, mean over rows. */
    private NDArray divergence(NDManager step, NDArray logits, NDArray answers) {
        NDArray temperature = number(step, weights.temperature());
        NDArray own = logits.div(temperature).logSoftmax(1);
        NDArray wanted = answers.div(temperature).logSoftmax(1);
        return wanted.exp()
                .mul(wanted.sub(own))
                .sum()
                .div(number(step, logits.getShape().get(0)));
    }

    /** Mean squared difference of hidden states (B, S, E). */
    private static NDArray states(NDArray own, NDArray wanted, NDArray places) {
        NDArray difference = own.sub(wanted);
        return difference.mul(difference).mean(new int[] {2}).mul(places).sum();
    }

    /** KL divergence of attention (B, H, S, S), mean over heads. */
    private static NDArray looks(NDArray own, NDArray wanted, NDArray places) {
        NDArray each = wanted.exp().mul(wanted.sub(own)).sum(new int[] {3}); // (B, H, S)
        return each.mean(new int[] {1}).mul(places).sum();
    }

    /** Lives as long as the step, since the backward pass reads it. */
    private static NDArray number(NDManager step, double value) {
        return step.create((float) value);
    }

    @Override
    public NDArray pooled(NDManager step, int[] rows, StageDropout dropout) {
        return student.pooled(step, rows, dropout);
    }

    @Override
    public RowFeatures inPass(long seed) {
        BackboneRows<B> drawn =
                new BackboneRows<>(student.backbone(), student.inputs().augmented(seed), student.frozen());
        return new ImitatedRows<>(drawn, network, head, teacher, teacherHead, layers, weights, labels);
    }

    @Override
    public int length(int row) {
        return student.length(row);
    }
}
