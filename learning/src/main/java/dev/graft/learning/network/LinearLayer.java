package dev.graft.learning.network;

/**
 * A linear layer's numbers outside of the engine. Never changed.
 *
 * @param weight (inputs, outputs), row by row
 * @param bias (outputs)
 */
@SuppressWarnings("ArrayRecordComponent") // Large, and compared by nobody.
public record LinearLayer(float[] weight, float[] bias) {

    public LinearLayer {
        if (bias.length == 0 || weight.length == 0 || weight.length % bias.length != 0) {
            throw new IllegalArgumentException(weight.length + " weights are no layer of " + bias.length + " outputs");
        }
    }

    public int inputs() {
        return weight.length / bias.length;
    }

    public int outputs() {
        return bias.length;
    }

    /** What it makes of one row. */
    public double[] apply(double... row) {
        double[] out = new double[outputs()];
        for (int j = 0; j < out.length; j++) {
            out[j] = bias[j];
        }
        for (int i = 0; i < row.length; i++) {
            for (int j = 0; j < out.length; j++) {
                out[j] += row[i] * weight[i * out.length + j];
            }
        }
        return out;
    }
}
