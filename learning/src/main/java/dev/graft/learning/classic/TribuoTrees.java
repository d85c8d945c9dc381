package dev.graft.learning.classic;

import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Rows as Tribuo's examples, and its models as classifiers. */
final class TribuoTrees {

    private static final LabelFactory LABELS = new LabelFactory();
    /** Tribuo refuses a row without features, which a row of zeros would be. */
    private static final String EVERY_ROW = "row";

    /** Held, so that its level stays: it would say each tree of a forest. */
    private static final Logger ENSEMBLES = Logger.getLogger(BaggingTrainer.class.getName());

    static {
        ENSEMBLES.setLevel(Level.WARNING);
    }

    private TribuoTrees() {}

    static Classifier fit(Trainer<Label> trainer, LabelledVectors rows) {
        MutableDataset<Label> data = new MutableDataset<>(new SimpleDataSourceProvenance("rows", LABELS), LABELS);
        String[] names = names(rows.rows().width());
        List<Label> labels = IntStream.range(0, rows.count())
                .mapToObj(each -> new Label(Integer.toString(each)))
                .toList();
        for (int row = 0; row < rows.size(); row++) {
            Example<Label> example = example(rows.rows(), row, labels.get(rows.classes()[row]), names);
            example.setWeight((float) rows.weights()[row]);
            data.add(example);
        }
        return new Learnt(trainer.train(data), names, rows.count());
    }

    /** Names in the order of the columns, as Tribuo orders them. */
    private static String[] names(int width) {
        return IntStream.range(0, width)
                .mapToObj(i -> String.format(Locale.ROOT, "f%08d", i))
                .toArray(String[]::new);
    }

    private static Example<Label> example(FeatureVectors rows, int row, Label label, String... names) {
        int start = rows.start(row);
        int count = rows.start(row + 1) - start;
        String[] own = new String[count + 1];
        double[] values = new double[count + 1];
        for (int i = 0; i < count; i++) {
            own[i] = names[rows.column(start + i)];
            values[i] = rows.value(start + i);
        }
        own[count] = EVERY_ROW;
        values[count] = 1;
        return new ArrayExample<>(label, own, values);
    }

    private record Learnt(Model<Label> model, String[] names, int count) implements Classifier {

        @Override
        public double[][] probabilities(FeatureVectors rows) {
            return IntStream.range(0, rows.size())
                    .mapToObj(row -> shares(model.predict(example(rows, row, LabelFactory.UNKNOWN_LABEL, names))))
                    .toArray(double[][]::new);
        }

        private double[] shares(Prediction<Label> prediction) {
            double[] shares = new double[count];
            double sum = 0;
            for (Label label : prediction.getOutputScores().values()) {
                shares[Integer.parseInt(label.getLabel())] = label.getScore();
                sum += label.getScore();
            }
            for (int i = 0; i < count; i++) {
                shares[i] /= sum;
            }
            return shares;
        }
    }
}
