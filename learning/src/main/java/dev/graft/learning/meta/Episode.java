package dev.graft.learning.meta;

/**
 * A small task: rows to learn from and rows to be judged by. Targets are numbers, or of classes a 1 among 0s.
 *
 * @param inputs of the rows to learn from (N, inputs), at least one
 * @param targets (N, outputs)
 * @param askedInputs of the rows to be judged by (M, inputs), at least one
 * @param askedTargets (M, outputs)
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, and compared by nobody.
public record Episode(double[][] inputs, double[][] targets, double[][] askedInputs, double[][] askedTargets) {

    public Episode {
        if (inputs.length == 0 || inputs.length != targets.length) {
            throw new IllegalArgumentException(
                    "rows to learn from need a target each, and there is at least one; there are " + inputs.length
                            + " rows and " + targets.length + " targets");
        }
        if (askedInputs.length == 0 || askedInputs.length != askedTargets.length) {
            throw new IllegalArgumentException(
                    "rows to be judged by need a target each, and there is at least one; there" + " are "
                            + askedInputs.length + " rows and " + askedTargets.length + " targets");
        }
    }
}
