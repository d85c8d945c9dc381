package dev.graft.learning.classic;

/**
 * A tree of numbers. Node 0 is the root; a node without a column is a leaf.
 *
 * @param column of each node; -1 of a leaf
 * @param most value that goes to the node {@code below}, else to the one after it
 * @param answer of each leaf
 */
record GradientTree(int[] column, double[] most, int[] below, double[] answer) {

    static final GradientTree NONE = new GradientTree(new int[] {-1}, new double[1], new int[1], new double[1]);

    double of(FeatureVectors rows, int row) {
        int node = 0;
        while (column[node] >= 0) {
            node = below[node] + (rows.at(row, column[node]) <= most[node] ? 0 : 1);
        }
        return answer[node];
    }
}
