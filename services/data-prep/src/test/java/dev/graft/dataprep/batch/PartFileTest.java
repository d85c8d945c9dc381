package dev.graft.dataprep.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.CloseableIterator;
import dev.graft.contracts.document.RowContent;
import dev.graft.dataprep.batch.RowReading.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFileTest {
    @TempDir
    private Path folder;

    /** A row as it was written before there were pairs. */
    public record EarlierRow(
            long line,
            @Nullable String rowId,
            @Nullable String text,
            @Nullable String language,
            @Nullable String label) {}

    @Test
    void a_part_that_an_earlier_version_prepared_is_read() throws IOException {
        // given
        Path file = folder.resolve("part.parquet");
        try (OutputStream out = Files.newOutputStream(file);
                CarpetWriter<EarlierRow> writer = new CarpetWriter<>(out, EarlierRow.class)) {
            writer.write(new EarlierRow(7, "0".repeat(32), "where is it?", "eng", "delivery"));
        }

        // when
        Verdict verdict;
        try (CloseableIterator<PartFile.Row> rows = PartFile.read(file)) {
            verdict = rows.next().verdict(null);
        }

        // then
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Fit.class, fit -> {
            assertThat(fit.row().content()).isEqualTo(new RowContent.Text("where is it?", "eng"));
            assertThat(fit.row().label()).isEqualTo("delivery");
        });
    }
}
