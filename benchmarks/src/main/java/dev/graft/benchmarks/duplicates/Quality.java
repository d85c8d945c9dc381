package dev.graft.benchmarks.duplicates;

import dev.graft.benchmarks.ChildJvm;
import dev.graft.benchmarks.Results;
import dev.graft.benchmarks.duplicates.RealRows.Row;
import dev.graft.contracts.task.Split;
import dev.graft.dataprep.duplicate.Near;
import dev.graft.dataprep.duplicate.NearDuplicates;
import dev.graft.dataprep.duplicate.Nearness;
import dev.graft.dataprep.duplicate.Shingles;
import dev.graft.dataprep.duplicate.SketchedRow;
import dev.graft.launcher.mesh.ProjectFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Recall and precision on one set of real rows, beside the exact similarity of all pairs. */
final class Quality {
    private final RealRows set;
    private final List<Row> rows;
    private final Nearness nearness;
    private final AllPairs truth;

    Quality(RealRows set, List<Row> rows, Nearness nearness) {
        this.set = set;
        this.rows = rows;
        this.nearness = nearness;
        this.truth = new AllPairs(rows, nearness.threshold());
    }

    /** Of our index. */
    Found ours() {
        List<Optional<Near>> answers = new ArrayList<>();
        long start = System.nanoTime();
        NearDuplicates index = new NearDuplicates(nearness);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            SketchedRow sketched =
                    new SketchedRow("%032x".formatted(i), index.sketch(row.text()), Split.TRAIN, row.label());
            answers.add(index.firstNear(sketched.rowId(), sketched.sketch()));
            index.add(sketched);
        }
        return judged(answers, (System.nanoTime() - start) / 1e9);
    }

    private Found judged(List<Optional<Near>> answers, double seconds) {
        int near = 0;
        int found = 0;
        int answered = 0;
        int right = 0;
        int otherLabel = 0;
        double closest = 1;
        for (int i = 0; i < rows.size(); i++) {
            near += truth.isNear(i) ? 1 : 0;
            if (answers.get(i).isPresent()) {
                Near answer = answers.get(i).get();
                double similarity = truth.similarity(i, Integer.parseInt(answer.rowId(), 16));
                boolean isRight = similarity >= nearness.threshold();
                answered++;
                found += truth.isNear(i) ? 1 : 0;
                right += isRight ? 1 : 0;
                otherLabel += isRight && !answer.agreesWith(rows.get(i).label()) ? 1 : 0;
                closest = Math.min(closest, similarity);
            }
        }
        return new Found("graft", set.name(), rows.size(), near, found, answered, right, closest, otherLabel, seconds);
    }

    /** Of datasketch, which is given the same shingles and so need not make them. */
    Found theirs(Path python) throws IOException, InterruptedException {
        Path file = Results.folder().resolve("near-duplicates-shingles.txt");
        write(file);
        Path script = ProjectFolder.find().resolve(Path.of("benchmarks", "duplicates", "reference.py"));
        List<String> command = List.of(
                python.toString(),
                script.toString(),
                "--set",
                set.name(),
                "--shingles",
                file.toString(),
                "--threshold",
                "" + nearness.threshold());
        return ChildJvm.result(command, 1, Found.class);
    }

    /** A line a row: whether an earlier one is near, the label, the shingles. */
    private void write(Path file) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            for (int row = 0; row < truth.rows(); row++) {
                StringBuilder line = new StringBuilder(truth.isNear(row) ? "1" : "0")
                        .append('\t')
                        .append(rows.get(row).label())
                        .append('\t');
                Shingles shingles = truth.shingles(row);
                for (int i = 0; i < shingles.size(); i++) {
                    line.append(String.format(Locale.ROOT, i == 0 ? "%016x" : " %016x", shingles.hash(i)));
                }
                out.append(line).append('\n');
            }
        }
    }
}
