package dev.graft.benchmarks.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Declarations of tasks with the labels of {@link RandomRows}. Nobody is there to train.
 *
 * @param modality of the rows
 * @param nearDuplicates similarity at which rows are near; 1: none is looked for, nor is any among numbers
 * @param checkedRows rows of a batch whose labels and drift are checked
 */
record Declarations(Modality modality, double nearDuplicates, int checkedRows) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NEVER = 10_000_000;

    /** Whether a row may be near to another one without being the same. */
    boolean looksForNearOnes() {
        return nearDuplicates < 1 && modality != Modality.NUMBERS;
    }

    /** A task of which each batch is followed by a snapshot, or none is. */
    ObjectNode task(String name, boolean snapshots) {
        ObjectNode declaration = JSON.createObjectNode().put("name", name);
        RandomRows.LABELS.forEach(declaration.putArray("labels")::add);
        modality.declare(declaration);
        declaration.putObject("trigger").put("minimumNewRows", snapshots ? 1 : NEVER);
        declaration
                .putObject("preparation")
                .put("nearDuplicates", nearDuplicates)
                .put("checkedRows", checkedRows)
                .put("shuffledLabels", "report"); // Labels are drawn without looking at the rows.
        return declaration;
    }
}
