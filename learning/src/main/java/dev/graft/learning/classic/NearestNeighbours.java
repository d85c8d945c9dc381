package dev.graft.learning.classic;

import java.util.stream.IntStream;

/**
 * The classes of the k nearest rows by Euclidean distance, each with one vote times its weight (Fix and Hodges 1951; Cover
 * and Hart 1967). Of equally near rows the earlier one is nearer; of classes with equal votes the nearest row's wins, by a
 * millionth of a vote. Learning costs nothing, an answer as much as reading all rows. Probabilities are shares of votes.
 *
 * @param k at least 1
 */
public record NearestNeighbours(int k) implements Learner {

    private static final double TIE = 1e-6;

    public NearestNeighbours {
        if (k < 1) {
            throw new IllegalArgumentException("a row needs at least one neighbour, not " + k);
        }
    }

    @Override
    public Classifier fit(LabelledVectors rows) {
        return new Model(rows, Math.min(k, rows.size()));
    }

    private record Model(LabelledVectors known, int k) implements Classifier {

        @Override
        public double[][] probabilities(FeatureVectors rows) {
            return IntStream.range(0, rows.size())
                    .mapToObj(row -> votes(rows.row(row)))
                    .toArray(double[][]::new);
        }

        private double[] votes(double... row) {
            double length = 0;
            for (double value : row) {
                length += value * value;
            }
            int[] near = new int[k];
            double[] distances = new double[k];
            int count = 0;
            for (int other = 0; other < known.size(); other++) {
                double distance = known.rows().squaredDistance(other, row, length);
                if (count == k && distance >= distances[k - 1]) {
                    continue;
                }
                int place = count < k ? count++ : k - 1;
                while (place > 0 && distances[place - 1] > distance) {
                    distances[place] = distances[place - 1];
                    near[place] = near[place - 1];
                    place--;
                }
                distances[place] = distance;
                near[place] = other;
            }
            return shares(near);
        }

        private double[] shares(int... near) {
            double[] votes = new double[known.count()];
            double sum = 0;
            for (int i = 0; i < near.length; i++) {
                double vote = known.weights()[near[i]] * (i == 0 ? 1 + TIE : 1);
                votes[known.classes()[near[i]]] += vote;
                sum += vote;
            }
            for (int i = 0; i < votes.length; i++) {
                votes[i] /= sum;
            }
            return votes;
        }
    }
}
