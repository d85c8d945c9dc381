package dev.graft.benchmarks.duplicates;

import dev.graft.benchmarks.OwnProcess;
import dev.graft.benchmarks.duplicates.RealRows.Row;
import dev.graft.contracts.task.Split;
import dev.graft.dataprep.duplicate.NearDuplicates;
import dev.graft.dataprep.duplicate.Nearness;
import dev.graft.dataprep.duplicate.SketchedRow;
import dev.graft.dataprep.rule.RowIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * An index that grows by variations of real rows: a copy of one with a seeded share of its words, or of its characters
 * where it has no words, exchanged for those of other rows. Rows are made in blocks outside the times.
 */
final class Growth {
    static final int BLOCK = 10_000;

    /** At most one part in so many is exchanged. */
    private static final int MOST_EXCHANGED = 3;

    private final List<Row> real;
    private final Nearness nearness;
    private final Random random = new Random(1);

    Growth(List<Row> real, Nearness nearness) {
        this.real = real;
        this.nearness = nearness;
    }

    /**
     * What an index of one size cost.
     *
     * @param held rows in the index, without exact copies and those with the sketch of an earlier row
     * @param near rows that were near to an earlier one
     * @param rowsPerSecond sketched, asked and added, over all rows
     * @param rowsPerCpuSecond the same by processor time of the whole process
     * @param sketchedPerSecond sketched only
     * @param askedPerSecond further rows, sketched before, asked of the whole index
     * @param bytesPerRow the index's arrays
     */
    record Cost(
            int rows,
            int held,
            int near,
            double rowsPerSecond,
            double rowsPerCpuSecond,
            double sketchedPerSecond,
            double askedPerSecond,
            double bytesPerRow) {}

    Cost to(int rows) {
        NearDuplicates index = new NearDuplicates(nearness);
        double sketching = 0;
        double taking = 0;
        double cpu = 0;
        int near = 0;
        for (int made = 0; made < rows; made += BLOCK) {
            List<String> texts = texts(Math.min(BLOCK, rows - made));
            double cpuStart = OwnProcess.cpuSeconds();
            long start = System.nanoTime();
            List<SketchedRow> block = sketched(index, texts);
            long middle = System.nanoTime();
            for (SketchedRow row : block) {
                near += index.firstNear(row.rowId(), row.sketch()).isPresent() ? 1 : 0;
                index.add(row);
            }
            sketching += (middle - start) / 1e9;
            taking += (System.nanoTime() - start) / 1e9;
            cpu += OwnProcess.cpuSeconds() - cpuStart;
        }
        return new Cost(
                rows,
                index.size(),
                near,
                rows / taking,
                rows / cpu,
                rows / sketching,
                asked(index),
                (double) index.bytes() / index.size());
    }

    private double asked(NearDuplicates index) {
        List<SketchedRow> block = sketched(index, texts(BLOCK));
        long start = System.nanoTime();
        long near = block.stream()
                .filter(row -> index.firstNear(row.rowId(), row.sketch()).isPresent())
                .count();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (near == 0) {
            throw new IllegalStateException("no variation is near to another one");
        }
        return BLOCK / seconds;
    }

    private static List<SketchedRow> sketched(NearDuplicates index, List<String> texts) {
        return texts.stream()
                .map(text -> new SketchedRow(RowIds.of(text), index.sketch(text), Split.TRAIN, "any"))
                .toList();
    }

    private List<String> texts(int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(variation(parts(real.get(random.nextInt(real.size())).text())));
        }
        return texts;
    }

    private String variation(String[] parts) {
        String joint = parts.length > 0 && Character.isIdeographic(parts[0].codePointAt(0)) ? "" : " ";
        int exchanged = 1 + random.nextInt(Math.max(1, parts.length / MOST_EXCHANGED));
        for (int i = 0; i < exchanged; i++) {
            String[] others = parts(real.get(random.nextInt(real.size())).text());
            parts[random.nextInt(parts.length)] = others[random.nextInt(others.length)];
        }
        return String.join(joint, parts);
    }

    private static String[] parts(String text) {
        String[] words = text.strip().split("\\s+");
        return words.length > 2 || text.length() < 8 ? words : characters(text);
    }

    private static String[] characters(String text) {
        return Arrays.stream(text.codePoints().toArray())
                .mapToObj(Character::toString)
                .toArray(String[]::new);
    }
}
