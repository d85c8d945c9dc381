package dev.graft.benchmarks.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.benchmarks.ChildJvm;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.launcher.mesh.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The same work in Python, a process for each file ({@code benchmarks/intake/reference*.py}).
 *
 * @param interpreter with pandas and pyarrow; of texts datasketch and xxhash where near-duplicates are looked for; of images
 *     Pillow
 * @param modality of the rows
 * @param nearDuplicates as ours has it
 */
record PythonIntake(Path interpreter, Modality modality, double nearDuplicates) {

    /** What the program says of itself; times hold no start of the interpreter and no imports. */
    private record Said(long received, SplitCounts splits, double seconds, double cpuSeconds, long peakBytes) {}

    FileFigures measure(FileFigures ours, Path file, Path folder) throws IOException, InterruptedException {
        Path result = folder.resolve("python.json");
        Path rows = folder.resolve("python.parquet");
        ChildJvm.run(
                List.of(
                        interpreter.toString(),
                        ProjectFolder.find()
                                .resolve("benchmarks/intake")
                                .resolve(modality.script())
                                .toString(),
                        file.toString(),
                        rows.toString(),
                        "--near-duplicates",
                        Double.toString(nearDuplicates),
                        "--result",
                        result.toString()),
                Runtime.getRuntime().availableProcessors());
        Said said = new ObjectMapper().readValue(result.toFile(), Said.class);
        Files.delete(result);
        Files.delete(rows);
        return new FileFigures(
                "python",
                ours.format(),
                ours.bytes(),
                said.received(),
                said.splits(),
                said.seconds(),
                said.cpuSeconds(),
                said.peakBytes());
    }
}
