package dev.graft.benchmarks.intake;

import dev.graft.benchmarks.ServiceProcesses;
import dev.graft.contracts.event.SplitCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Files of growing size in one format, each a batch of one task: every row is compared with all rows of the files before.
 * The same files go to Python, alone; both must make the same of them.
 */
final class FileIntake {
    private final Producer producer;
    private final ServiceProcesses process;
    private final Declarations declarations;
    private final @Nullable PythonIntake python;

    /** @param python null: only ours runs */
    FileIntake(Producer producer, ServiceProcesses process, Declarations declarations, @Nullable PythonIntake python) {
        this.producer = producer;
        this.process = process;
        this.declarations = declarations;
        this.python = python;
    }

    /**
     * @param source of the rows, none of which went into a file before
     * @param sizes as the source has them
     * @param folder for the files, one at a time
     */
    List<FileFigures> measure(RowFiles source, String format, List<Integer> sizes, Path folder)
            throws IOException, InterruptedException {
        String task = "intake-" + format;
        producer.declare(declarations.task(task, true));
        List<FileFigures> figures = new ArrayList<>();
        SplitCounts before = new SplitCounts(0, 0, 0);
        for (int size : sizes) {
            Path file = folder.resolve("rows." + format);
            long rows = source.write(file, format, size);
            process.resetPeak();
            double cpu = process.cpuSeconds();
            Producer.Taken taken = producer.announce(task, file);
            SplitCounts after = Objects.requireNonNull(taken.snapshot()).rows();
            FileFigures ours = new FileFigures(
                    "graft",
                    format,
                    Files.size(file),
                    rows,
                    difference(after, before),
                    taken.seconds(),
                    process.cpuSeconds() - cpu,
                    process.peakBytes());
            before = after;
            add(ours, figures);
            if (python != null) {
                FileFigures theirs = python.measure(ours, file, folder);
                checkSame(ours, theirs);
                add(theirs, figures);
            }
            Files.delete(file);
        }
        return figures;
    }

    private static void add(FileFigures figures, List<FileFigures> all) {
        all.add(figures);
        System.out.println(figures);
    }

    private static SplitCounts difference(SplitCounts one, SplitCounts other) {
        return new SplitCounts(
                one.train() - other.train(), one.validation() - other.validation(), one.test() - other.test());
    }

    /** Near rows may be judged otherwise, and the split of a row follows that. */
    private void checkSame(FileFigures ours, FileFigures theirs) {
        boolean same = declarations.looksForNearOnes()
                ? ours.splits().total() == theirs.splits().total()
                : ours.splits().equals(theirs.splits());
        if (!same) {
            throw new IllegalStateException("ours has " + ours.splits() + ", theirs " + theirs.splits());
        }
    }
}
